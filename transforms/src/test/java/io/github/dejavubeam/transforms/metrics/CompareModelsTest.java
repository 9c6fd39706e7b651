package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ScoredSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class CompareModelsTest {

  private static final List<Double> FRACTIONS = List.of(0.001, 0.01, 0.1);
  private static final List<Comparison> COMPARISONS =
      List.of(comparison(1), comparison(2), comparison(3));
  private static final int WITHOUT_EXAMPLES = 1;
  private static final Coder<KV<Integer, ExampleScore>> SCORES =
      KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of());

  @Test
  void measuresEveryComparisonByItsOwnExamples(TestPipeline pipeline) {
    List<KV<Integer, ExampleScore>> keyed = new ArrayList<>();
    many().forEach(score -> keyed.add(KV.of(0, score)));
    few().forEach(score -> keyed.add(KV.of(2, score)));

    PAssert.that(compare(pipeline, "Compare", keyed))
        .satisfies(
            results -> {
              List<ComparisonResult> sorted = sorted(results);
              assertEquals(COMPARISONS, sorted.stream().map(ComparisonResult::comparison).toList());
              assertAgreesWithASort(many(), sorted.get(0));
              assertAgreesWithASort(few(), sorted.get(2));
              assertEmpty(sorted.get(WITHOUT_EXAMPLES));
              return null;
            });
    pipeline.run();
  }

  @Test
  void theResultIsIdenticalForAnyOrderAndShardingOfTheExamples(TestPipeline pipeline) {
    List<KV<Integer, ExampleScore>> keyed = new ArrayList<>();
    for (ExampleScore score : Scores.random(400, new Random(17))) {
      keyed.add(KV.of(0, score));
      keyed.add(KV.of(2, score));
    }
    List<KV<Integer, ExampleScore>> shuffled = new ArrayList<>(keyed);
    Collections.shuffle(shuffled, new Random(18));

    PAssert.that(
            PCollectionList.of(compare(pipeline, "In order", keyed))
                .and(compare(pipeline, "Shuffled", shuffled))
                .apply(Flatten.pCollections()))
        .satisfies(
            results -> {
              List<ComparisonResult> sorted = sorted(results);
              assertEquals(2 * COMPARISONS.size(), sorted.size());
              for (int i = 0; i < sorted.size(); i += 2) {
                assertEquals(sorted.get(i), sorted.get(i + 1));
              }
              return null;
            });
    pipeline.run();
  }

  @Test
  void theControlIsMeasuredByItselfAndTakenFromTheTarget(TestPipeline pipeline) {
    List<KV<Integer, ExampleScore>> keyed = new ArrayList<>();
    many().forEach(score -> keyed.add(KV.of(0, score)));
    few().forEach(score -> keyed.add(KV.of(0, score.in(ScoredSet.CONTROL))));

    PAssert.that(
            pipeline
                .apply(Create.of(keyed).withCoder(SCORES))
                .apply(CompareModels.of(COMPARISONS, FRACTIONS).withControl()))
        .satisfies(
            results -> {
              ComparisonResult result = sorted(results).get(0);
              assertAgreesWithASort(many(), result);
              ControlResult control = result.control();
              assertEquals(few().size(), control.n());
              assertEquals(2.0 / 3, control.prg().value(), "two wins and a draw");
              assertEquals(result.prg().value() - 2.0 / 3, control.prgDifference().value(), 1e-15);
              assertEquals(
                  result.aucg().value() - control.aucg().value(),
                  control.aucgDifference().value(),
                  1e-15);
              assertEquals(
                  MemorizedOrder.values().length * FRACTIONS.size(),
                  control.mostMemorized().size());
              assertEquals(
                  MemorizedOrder.values().length * FRACTIONS.size(),
                  control.mostMemorizedDifferences().size());
              assertEquals(0, sorted(results).get(WITHOUT_EXAMPLES).control().n());
              return null;
            });
    pipeline.run();
  }

  @Test
  void leaksCountOrNotAndTheGapsAreToldBothWays(TestPipeline pipeline) {
    List<KV<Integer, ExampleScore>> keyed = new ArrayList<>();
    many().forEach(score -> keyed.add(KV.of(0, score)));
    few().forEach(score -> keyed.add(KV.of(0, score.in(ScoredSet.LEAKED_TARGET))));

    PCollection<KV<Integer, ExampleScore>> scores =
        pipeline.apply(Create.of(keyed).withCoder(SCORES));
    CompareModels counting = CompareModels.of(COMPARISONS, FRACTIONS);
    PAssert.that(
            PCollectionList.of(scores.apply("With", counting))
                .and(scores.apply("Without", counting.withoutLeaks()))
                .apply(Flatten.pCollections()))
        .satisfies(
            results -> {
              List<ComparisonResult> sorted = new ArrayList<>(sorted(results).subList(0, 2));
              sorted.sort(Comparator.comparing(ComparisonResult::n).reversed());
              assertAgreesWithASort(
                  Stream.concat(many().stream(), few().stream()).toList(), sorted.get(0));
              assertAgreesWithASort(many(), sorted.get(1));
              assertEquals(sorted.get(0).leaks(), sorted.get(1).leaks());
              assertEquals(sorted.get(0).prg(), sorted.get(0).leaks().with().prg());
              assertEquals(sorted.get(1).aucg(), sorted.get(0).leaks().without().aucg());
              return null;
            });
    pipeline.run();
  }

  @Test
  void refusesToCompareNothing() {
    assertThrows(IllegalArgumentException.class, () -> CompareModels.of(List.of(), FRACTIONS));
    assertThrows(IllegalArgumentException.class, () -> CompareModels.of(COMPARISONS, List.of(0.0)));
  }

  private static List<ExampleScore> many() {
    return Scores.random(1500, new Random(16));
  }

  private static List<ExampleScore> few() {
    return List.of(
        Scores.of("a", 3, 1, 0.5), Scores.of("b", 2, 2, 0.25), Scores.of("c", 5, 0, 0.75));
  }

  private static PCollection<ComparisonResult> compare(
      TestPipeline pipeline, String name, List<KV<Integer, ExampleScore>> scores) {
    return pipeline
        .apply("Scores: " + name, Create.of(scores).withCoder(SCORES))
        .apply(name, CompareModels.of(COMPARISONS, FRACTIONS));
  }

  private static List<ComparisonResult> sorted(Iterable<ComparisonResult> results) {
    return StreamSupport.stream(results.spliterator(), false)
        .sorted(Comparator.comparing(ComparisonResult::comparison))
        .toList();
  }

  private static Comparison comparison(int k) {
    return Comparison.of(
        "model", "reference", ReferenceKind.TWO_MODEL, Mode.T2I, k, Comparison.ALL_OBJECTS);
  }

  private static void assertEmpty(ComparisonResult result) {
    Estimate unknown = Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    assertEquals(0, result.n());
    assertEquals(List.of(unknown, unknown, unknown), estimates(result));
    assertEquals(Double.NaN, result.modelPrecision());
    assertEquals(List.of(), result.mostMemorized());
    assertEquals(List.of(), result.curve());
    assertEquals(List.of(), result.recallShares());
  }

  private static List<Estimate> estimates(ComparisonResult result) {
    return List.of(result.ppg(), result.prg(), result.aucg());
  }

  private static void assertAgreesWithASort(List<ExampleScore> scores, ComparisonResult result) {
    long wins = scores.stream().filter(s -> s.hits() > s.hitsReference()).count();
    long losses = scores.stream().filter(s -> s.hits() < s.hitsReference()).count();
    assertEquals(scores.size(), result.n());
    assertEquals(wins, result.recallWins());
    assertEquals(losses, result.recallLosses());
    assertEquals((double) (wins - losses) / scores.size(), result.prg().value());
    assertEquals(mean(scores, CompareModelsTest::recall), result.modelRecall(), 1e-12);
    for (Estimate estimate : estimates(result)) {
      assertTrue(estimate.low() < estimate.value() && estimate.value() < estimate.high());
    }

    assertGaps(scores, FRACTIONS, result.mostMemorized());
    assertGaps(scores, CurveFractions.all(), result.curve());
    assertEquals(1, result.recallShares().get(0).model());
  }

  private static void assertGaps(
      List<ExampleScore> scores, List<Double> fractions, List<MemorizedGap> found) {
    List<MemorizedGap> gaps = new ArrayList<>(found);
    for (MemorizedOrder order : MemorizedOrder.values()) {
      for (double fraction : fractions) {
        assertGap(first(scores, order, fraction), order, fraction, gaps.remove(0));
      }
    }
    assertEquals(List.of(), gaps);
  }

  private static void assertGap(
      List<ExampleScore> first, MemorizedOrder order, double fraction, MemorizedGap gap) {
    assertEquals(order, gap.order());
    assertEquals(fraction, gap.fraction());
    assertEquals(first.size(), gap.records());
    double p = mean(first, CompareModelsTest::precision);
    double r = mean(first, CompareModelsTest::recall);
    double pReference = mean(first, s -> precision(reversed(s)));
    double rReference = mean(first, s -> recall(reversed(s)));
    assertEquals(p - pReference, gap.precisionGap(), 1e-12);
    assertEquals(r - rReference, gap.recallGap(), 1e-12);
    double f = 2 * p * r / (p + r + 1e-5);
    double fReference = 2 * pReference * rReference / (pReference + rReference + 1e-5);
    assertEquals(f - fReference, gap.fGap(), 1e-12);
  }

  private static List<ExampleScore> first(
      List<ExampleScore> scores, MemorizedOrder order, double fraction) {
    Comparator<ExampleScore> byScore =
        switch (order) {
          case CRCT_PRED -> Comparator.comparing(s -> -s.hits());
          case MAX_PRED_GAP -> Comparator.comparing(s -> s.hitsReference() - s.hits());
          case MIN_DIST -> Comparator.comparing(ExampleScore::nearestDistance);
        };
    return scores.stream()
        .sorted(byScore.thenComparing(ExampleScore::id))
        .limit(Math.max(1, (long) Math.floor(scores.size() * fraction + 1e-9)))
        .toList();
  }

  private static ExampleScore reversed(ExampleScore score) {
    return ExampleScore.of(
        score.id(),
        score.objects(),
        score.predictedReference(),
        score.hitsReference(),
        score.predicted(),
        score.hits(),
        score.nearestDistance());
  }

  private static double precision(ExampleScore score) {
    return score.predicted() == 0 ? 0 : 1.0 * score.hits() / score.predicted();
  }

  private static double recall(ExampleScore score) {
    return 1.0 * score.hits() / score.objects();
  }

  private static double mean(List<ExampleScore> scores, ToDoubleFunction<ExampleScore> value) {
    return scores.stream().mapToDouble(value).sum() / scores.size();
  }
}
