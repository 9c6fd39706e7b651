package io.github.dejavubeam.transforms.correlation.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class CompareOutcomesTest {

  private static final List<Double> FRACTIONS = List.of(0.2, 0.05);

  private static final KV<Measured, Measured> MODELS =
      KV.of(new Measured("old", null, "knn"), new Measured("new", null, "knn"));
  private static final KV<Measured, Measured> SCORES =
      KV.of(new Measured("old", "tags", "one-model"), new Measured("new", "tags", "one-model"));

  /** Of 300 and 250 examples 150 are shared. */
  @Test
  void everyNumberIsThatOfPlainLoops(TestPipeline pipeline) {
    PAssert.that(compare(pipeline, overlapping().rows()))
        .satisfies(
            results -> {
              TwoStudies studies = overlapping();
              for (AccuracyChange change : results) {
                boolean score = change.first().reference() != null;
                assertEquals(score ? SCORES : MODELS, KV.of(change.first(), change.second()));
                assertEquals(300, change.nFirst());
                assertEquals(250, change.nSecond());
                assertEquals(150, change.shared());
                check(change.top1(), studies, score, RankedOutcome::top1);
                check(change.top5(), studies, score, RankedOutcome::top5);
                assertEquals(60, change.confident().get(0).nFirst());
                assertEquals(50, change.confident().get(0).nSecond());
                for (int i = 0; i < 2; i++) {
                  AccuracyChange.Confident confident = change.confident().get(i);
                  assertEquals(FRACTIONS.get(i), confident.fraction());
                  check(confident.top1(), studies, score, FRACTIONS.get(i), RankedOutcome::top1);
                  check(confident.top5(), studies, score, FRACTIONS.get(i), RankedOutcome::top5);
                }
              }
              return null;
            });
    pipeline.run();
  }

  @Test
  void theOrderOfTheRowsMakesNoDifference(TestPipeline pipeline) {
    TwoStudies studies =
        new TwoStudies(IntStream.range(0, 90), IntStream.range(60, 160), 0.5, new Random(2));
    List<KV<Integer, RankedOutcome>> shuffled = studies.rows();
    Collections.shuffle(shuffled, new Random(3));

    PCollection<KV<String, AccuracyChange>> changes = byMeasure(pipeline, studies.rows());
    PCollection<KV<String, AccuracyChange>> again = byMeasure(pipeline, shuffled);

    PAssert.that(
            PCollectionList.of(changes)
                .and(again)
                .apply(Flatten.pCollections())
                .apply(GroupByKey.create()))
        .satisfies(
            both -> {
              int measures = 0;
              for (KV<String, Iterable<AccuracyChange>> pair : both) {
                Iterator<AccuracyChange> each = pair.getValue().iterator();
                assertEquals(each.next(), each.next());
                measures++;
              }
              assertEquals(2, measures);
              return null;
            });
    pipeline.run();
  }

  @Test
  void aStudyWithoutAnExampleHasNothingMeasured(TestPipeline pipeline) {
    TwoStudies studies =
        new TwoStudies(IntStream.range(0, 20), IntStream.range(0, 0), 0.5, new Random(2));

    PAssert.that(compare(pipeline, studies.rows()))
        .satisfies(
            results -> {
              for (AccuracyChange change : results) {
                assertEquals(20, change.nFirst());
                assertEquals(0, change.nSecond());
                assertTrue(Double.isNaN(change.top1().difference().value()));
                assertEquals(List.of(), change.confident());
              }
              return null;
            });
    pipeline.run();
  }

  @Test
  void aRowTooManyAndARowTooFewAreNamed() {
    RankedOutcome row = new RankedOutcome("cat-7", 1, true, true);

    BrokenStudyException twice =
        assertThrows(
            BrokenStudyException.class,
            () ->
                new ExampleOutcomes(
                    TwoStudies.PLACES, List.of(KV.of(0, row), KV.of(1, row), KV.of(1, row))));
    BrokenStudyException missing =
        assertThrows(
            BrokenStudyException.class,
            () -> new ExampleOutcomes(TwoStudies.PLACES, List.of(KV.of(2, row))));

    assertTrue(twice.getMessage().contains("two rows of the predictor 'tags'"), twice::getMessage);
    assertTrue(missing.getMessage().contains("no row of the predictor 'tags'"));
    assertTrue(missing.getMessage().contains("'cat-7'"));
  }

  private static TwoStudies overlapping() {
    return new TwoStudies(IntStream.range(0, 300), IntStream.range(150, 400), 0.5, new Random(1));
  }

  private static PCollection<AccuracyChange> compare(
      TestPipeline pipeline, List<KV<Integer, RankedOutcome>> rows) {
    return pipeline
        .apply(
            "Rows " + rows.hashCode(),
            Create.of(rows).withCoder(KvCoder.of(VarIntCoder.of(), RankedOutcome.coder())))
        .apply(
            "Compare " + rows.hashCode(),
            CompareOutcomes.of(TwoStudies.PLACES, List.of(MODELS, SCORES), FRACTIONS));
  }

  private static PCollection<KV<String, AccuracyChange>> byMeasure(
      TestPipeline pipeline, List<KV<Integer, RankedOutcome>> rows) {
    return compare(pipeline, rows)
        .apply(
            "Keys " + rows.hashCode(),
            WithKeys.of((AccuracyChange change) -> change.first().toString()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(AccuracyChange.class)));
  }

  private static void check(
      ChangeResult.Change change,
      TwoStudies studies,
      boolean score,
      Predicate<RankedOutcome> right) {
    assertEquals(value(studies, 0, score, 1, right), change.first().value(), 1e-12);
    assertEquals(value(studies, 2, score, 1, right), change.second().value(), 1e-12);
    Map<String, double[]> both = new HashMap<>();
    for (int place = 0; place < (score ? 4 : 3); place++) {
      for (RankedOutcome outcome : studies.outcomes.get(place)) {
        double[] sides = both.computeIfAbsent(outcome.id(), id -> new double[4]);
        sides[place / 2] += (place % 2 == 0 ? 1 : score ? -1 : 0) * (right.test(outcome) ? 1 : 0);
        sides[2 + place / 2] = 1;
      }
    }
    List<Double> differences =
        both.values().stream()
            .filter(sides -> sides[2] + sides[3] == 2)
            .map(sides -> sides[1] - sides[0])
            .collect(Collectors.toList());
    double mean = differences.stream().mapToDouble(d -> d).average().orElseThrow();
    double variance =
        differences.stream().mapToDouble(d -> (d - mean) * (d - mean)).sum()
            / (differences.size() - 1);
    // The 97.5 % point of Student's t with 149 degrees of freedom.
    double half = 1.976013 * Math.sqrt(variance / differences.size());
    assertEquals(mean, change.difference().value(), 1e-12);
    assertEquals(mean - half, change.difference().low(), 1e-6);
    assertEquals(mean + half, change.difference().high(), 1e-6);
  }

  private static void check(
      AccuracyChange.Shares shares,
      TwoStudies studies,
      boolean score,
      double fraction,
      Predicate<RankedOutcome> right) {
    double before = value(studies, 0, score, fraction, right);
    double after = value(studies, 2, score, fraction, right);
    assertEquals(before, shares.first(), 1e-12);
    assertEquals(after, shares.second(), 1e-12);
    assertEquals(after - before, shares.difference().value(), 1e-12);
    // What each example adds to the error of the difference.
    Map<String, Double> errors = new HashMap<>();
    double withoutSpread = 0;
    for (int place = 0; place < 4; place++) {
      int sign = (place < 2 ? -1 : 1) * (place % 2 == 0 ? 1 : score ? -1 : 0);
      List<RankedOutcome> all = studies.outcomes.get(place);
      List<RankedOutcome> first = studies.first(place, fraction);
      List<RankedOutcome> next = studies.first(place, 1.5 * fraction);
      double mean = TwoStudies.share(first, right);
      double edge = TwoStudies.share(next.subList(first.size(), next.size()), right);
      if (sign != 0 && (mean == 0 || mean == 1)) {
        double spread = (mean * first.size() + 1) / (first.size() + 2);
        withoutSpread += spread * (1 - spread) / (first.size() - 1);
      }
      for (RankedOutcome outcome : all) {
        double picked = first.contains(outcome) ? (right.test(outcome) ? 1 : 0) - edge : 0;
        double influence = picked - (double) first.size() / all.size() * (mean - edge);
        errors.merge(outcome.id(), sign * influence / first.size(), Double::sum);
      }
    }
    double n = studies.first(2, fraction).size();
    double squared = errors.values().stream().mapToDouble(e -> e * e).sum() * n / (n - 1);
    Estimate difference = shares.difference();
    // The 97.5 % points of Student's t with 49 and 11 degrees of freedom.
    double half = (n == 50 ? 2.009575 : 2.200985) * Math.sqrt(squared + withoutSpread);
    assertEquals(after - before - half, difference.low(), 1e-5);
    assertEquals(after - before + half, difference.high(), 1e-5);
  }

  private static double value(
      TwoStudies studies,
      int place,
      boolean score,
      double fraction,
      Predicate<RankedOutcome> right) {
    return TwoStudies.share(studies.first(place, fraction), right)
        - (score ? TwoStudies.share(studies.first(place + 1, fraction), right) : 0);
  }
}
