package io.github.dejavubeam.transforms.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.DejaVuSlice;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.metrics.SignedShare;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Scores by class are those of a plain loop over the examples of the class. */
@ExtendWith(TestPipelineExtension.class)
class CompareImageSlicesTest {

  private static final ImageStudy STUDY =
      new ImageStudy(
          List.of(new Predictor.Neighbours("ssl-a", "a")),
          List.of(new Predictor.Neighbours("ssl-b", "b"), new Predictor.Tags(1)),
          10);

  @Test
  void everyClassThatIsLargeEnoughIsScoredAsByAPlainLoop(TestPipeline pipeline) {
    List<ExampleOutcome> dogs = outcomes("dog", 50, 1);
    List<ExampleOutcome> dogControls = outcomes("dog", 30, 2);
    List<ExampleOutcome> cats = outcomes("cat", 20, 3);
    List<KV<SliceKey, ExampleOutcome>> inputs = new ArrayList<>();
    add(inputs, ScoredSet.TARGET, dogs);
    add(inputs, ScoredSet.CONTROL, dogControls);
    add(inputs, ScoredSet.TARGET, cats);
    add(inputs, ScoredSet.CONTROL, outcomes("cat", 19, 4));
    add(inputs, ScoredSet.TARGET, outcomes("too few", 19, 5));
    add(inputs, ScoredSet.CONTROL, outcomes("of the control only", 40, 6));

    Estimate catTop1 = share(cats, ExampleOutcome::top1, 1).estimate();
    Estimate dogTop1 = share(dogs, ExampleOutcome::top1, 1).estimate();
    Estimate dogTop5 = share(dogs, ExampleOutcome::top5, 1).estimate();
    Estimate dogTop5Difference =
        share(dogs, ExampleOutcome::top5, 1).minus(share(dogControls, ExampleOutcome::top5, 1));
    Estimate tagsTop1Difference =
        share(dogs, ExampleOutcome::top1, 2).minus(share(dogControls, ExampleOutcome::top1, 2));

    PAssert.that(apply(pipeline, inputs, new SliceLimits(5, 20)))
        .satisfies(
            results -> {
              List<DejaVuSlice> sorted = sorted(results);
              assertEquals(
                  List.of("cat", "dog", "cat", "dog"),
                  sorted.stream().map(each -> each.slice().value()).toList());
              assertEquals("naive-bayes-1", sorted.get(0).reference());
              DejaVuSlice cat = sorted.get(2);
              assertEquals(catTop1, cat.top1());
              assertNull(cat.control(), "19 control examples are too few");
              DejaVuSlice dog = sorted.get(3);
              assertEquals("ssl-b", dog.reference());
              assertEquals(ReferenceKind.TWO_MODEL, dog.kind());
              assertEquals(50, dog.n());
              assertEquals(dogTop1, dog.top1());
              assertEquals(dogTop5, dog.top5());
              assertEquals(30, dog.control().n());
              assertEquals(dogTop5Difference, dog.control().top5Difference());
              assertEquals(tagsTop1Difference, sorted.get(1).control().top1Difference());
              return null;
            });
    pipeline.run();
  }

  @Test
  void theMostFrequentClassesAreTakenTiesByCodePoint(TestPipeline pipeline) {
    List<KV<SliceKey, ExampleOutcome>> inputs = new ArrayList<>();
    add(inputs, ScoredSet.TARGET, outcomes("c", 4, 1));
    add(inputs, ScoredSet.TARGET, outcomes("b", 3, 2));
    add(inputs, ScoredSet.TARGET, outcomes("a", 3, 3));
    add(inputs, ScoredSet.TARGET, outcomes("d", 2, 4));
    add(inputs, ScoredSet.CONTROL, outcomes("d", 9, 5));

    PAssert.that(apply(pipeline, inputs, new SliceLimits(2, 1)))
        .satisfies(
            results -> {
              assertEquals(
                  List.of("a", "c", "a", "c"),
                  sorted(results).stream().map(each -> each.slice().value()).toList());
              return null;
            });
    pipeline.run();
  }

  @Test
  void aSliceHasAnExample() {
    assertThrows(IllegalArgumentException.class, () -> new SliceLimits(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new SliceLimits(-1, 1));
  }

  private static PCollection<DejaVuSlice> apply(
      TestPipeline pipeline, List<KV<SliceKey, ExampleOutcome>> inputs, SliceLimits limits) {
    Collections.shuffle(inputs, new Random(8));
    return pipeline
        .apply(
            Create.of(inputs)
                .withCoder(KvCoder.of(new SliceKey.SliceKeyCoder(), ExampleOutcome.coder())))
        .apply(CompareImageSlices.of(STUDY, limits));
  }

  private static void add(
      List<KV<SliceKey, ExampleOutcome>> inputs, ScoredSet set, List<ExampleOutcome> outcomes) {
    for (ExampleOutcome outcome : outcomes) {
      inputs.add(KV.of(new SliceKey(Slice.ofLabel(outcome.label()), set), outcome));
    }
  }

  /** Wins and losses of the model, predictor 0, counted one by one. */
  private static SignedShare share(
      List<ExampleOutcome> outcomes, ToLongFunction<ExampleOutcome> right, int reference) {
    long wins = 0;
    long losses = 0;
    for (ExampleOutcome outcome : outcomes) {
      long model = right.applyAsLong(outcome) & 1;
      long other = right.applyAsLong(outcome) >> reference & 1;
      wins += model > other ? 1 : 0;
      losses += model < other ? 1 : 0;
    }
    return SignedShare.of(outcomes.size(), wins, losses);
  }

  private static List<ExampleOutcome> outcomes(String label, int n, long seed) {
    Random random = new Random(seed);
    List<ExampleOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      long top5 = random.nextInt(8);
      outcomes.add(
          new ExampleOutcome(
              "id" + i, label, false, top5 & random.nextInt(8), top5, List.of(0.5, 0.5, 0.5)));
    }
    return outcomes;
  }

  private static List<DejaVuSlice> sorted(Iterable<DejaVuSlice> results) {
    return StreamSupport.stream(results.spliterator(), false)
        .sorted(Comparator.comparing(DejaVuSlice::reference).thenComparing(DejaVuSlice::slice))
        .toList();
  }
}
