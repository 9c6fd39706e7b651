package io.github.dejavubeam.transforms.metrics;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SliceResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class CompareSlicesTest {

  private static final List<Comparison> COMPARISONS = List.of(comparison(1), comparison(10));
  private static final Slice DOGS = Slice.ofLabel("dog");
  private static final Slice CATS = Slice.ofLabel("cat");

  @Test
  void measuresEverySliceThatIsLargeEnough(TestPipeline pipeline) {
    List<KV<SliceKey, List<ExampleScore>>> scores = new ArrayList<>();
    add(scores, DOGS, ScoredSet.TARGET, 40, 1);
    add(scores, DOGS, ScoredSet.LEAKED_TARGET, 10, 2);
    add(scores, DOGS, ScoredSet.CONTROL, 30, 3);
    add(scores, CATS, ScoredSet.TARGET, 25, 4);
    add(scores, CATS, ScoredSet.CONTROL, 19, 5);
    add(scores, Slice.ofObjects(3), ScoredSet.TARGET, 19, 6);
    add(scores, Slice.ofLabel("of the control only"), ScoredSet.CONTROL, 50, 7);
    Collections.shuffle(scores, new Random(8));

    PAssert.that(
            pipeline
                .apply(
                    Create.of(scores)
                        .withCoder(
                            KvCoder.of(
                                new SliceKey.SliceKeyCoder(),
                                ListCoder.of(ExampleScoreCoder.of()))))
                .apply(CompareSlices.of(COMPARISONS, 20, false)))
        .satisfies(
            results -> {
              List<SliceResult> sorted = sorted(results);
              assertEquals(
                  List.of(CATS, DOGS, CATS, DOGS),
                  sorted.stream().map(SliceResult::slice).toList());
              SliceResult cats = sorted.get(0);
              assertEquals(25, cats.n());
              assertNull(cats.control(), "19 control examples are too few");
              SliceResult dogs = sorted.get(1);
              assertEquals(COMPARISONS.get(0), dogs.comparison());
              PopulationGap expected = gap(Stream.concat(scores(40, 1), scores(10, 2)));
              PopulationGap control = gap(scores(30, 3));
              assertEquals(50, dogs.n());
              assertEquals(expected.precisionShare().estimate(), dogs.ppg());
              assertEquals(expected.recallDifference().estimate(), dogs.aucg());
              assertEquals(30, dogs.control().n());
              assertEquals(
                  expected.recallShare().minus(control.recallShare()),
                  dogs.control().prgDifference());
              // The second comparison sees the models the other way round.
              assertEquals(0, dogs.prg().value() + sorted.get(3).prg().value());
              return null;
            });
    pipeline.run();
  }

  @Test
  void gapsOfAllComparisonsAreTheSameForEverySharding() {
    List<List<ExampleScore>> scores =
        scores(30, 9).map(score -> List.of(score, reversed(score))).toList();

    CombineFnTester.testCombineFn(
        new PopulationGapsFn(),
        scores,
        equalTo(
            List.of(
                gap(scores.stream().map(each -> each.get(0))),
                gap(scores.stream().map(each -> each.get(1))))));
    CombineFnTester.testCombineFn(new PopulationGapsFn(), List.of(), equalTo(List.of()));
  }

  @Test
  void numbersOfObjectsAreSortedAsNumbers() {
    assertEquals(
        List.of("1", "4", "5-9", "10+"),
        Stream.of(12, 7, 4, 1).map(Slice::ofObjects).sorted().map(Slice::value).toList());
  }

  @Test
  void aSliceHasAnExample() {
    assertThrows(IllegalArgumentException.class, () -> CompareSlices.of(COMPARISONS, 0, false));
  }

  private static void add(
      List<KV<SliceKey, List<ExampleScore>>> scores, Slice slice, ScoredSet set, int n, long seed) {
    scores(n, seed)
        .forEach(
            score ->
                scores.add(
                    KV.of(
                        new SliceKey(slice, set),
                        List.of(score.in(set), reversed(score).in(set)))));
  }

  private static Stream<ExampleScore> scores(int n, long seed) {
    return Scores.random(n, new Random(seed)).stream();
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

  private static PopulationGap gap(Stream<ExampleScore> scores) {
    PopulationGap gap = new PopulationGap();
    scores.forEach(gap::add);
    return gap;
  }

  private static List<SliceResult> sorted(Iterable<SliceResult> results) {
    return StreamSupport.stream(results.spliterator(), false)
        .sorted(Comparator.comparing(SliceResult::comparison).thenComparing(SliceResult::slice))
        .toList();
  }

  private static Comparison comparison(int k) {
    return Comparison.of(
        "model", "reference", ReferenceKind.TWO_MODEL, Mode.T2I, k, Comparison.ALL_OBJECTS);
  }
}
