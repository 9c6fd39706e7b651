package io.github.dejavubeam.transforms.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

/** Whatever is counted over examples is the same in any grouping, and as counted one by one. */
class CountsFnTest {

  private static final int PREDICTORS = 5;
  private final Random random = new Random(11);

  @Test
  void outcomesAreCountedAloneAndInPairs() throws Exception {
    List<ExampleOutcome> outcomes = outcomes();
    OutcomeCounts counts = check(new OutcomeCountsFn(PREDICTORS, 0b00110), outcomes);

    for (int model = 0; model < PREDICTORS; model++) {
      for (int reference = 0; reference < PREDICTORS; reference++) {
        long[] quadrants = new long[4];
        for (ExampleOutcome outcome : outcomes) {
          quadrants[(outcome.isTop1(model) ? 0 : 2) + (outcome.isTop1(reference) ? 1 : 0)]++;
        }
        assertEquals(
            new Quadrants(quadrants[0], quadrants[1], quadrants[3], quadrants[2]),
            counts.top1(model, reference));
      }
    }
    assertEquals(
        outcomes.stream().filter(o -> o.isTop1(1) && o.isTop1(2)).count(), counts.intersection());
    assertEquals(
        outcomes.stream().filter(o -> o.isTop1(1) && o.isTop1(2) && o.isTop1(4)).count(),
        counts.inIntersection(4));
    assertEquals(outcomes.stream().filter(o -> o.isTop5(3)).count(), counts.top5(3));
  }

  @Test
  void classesAreCounted() throws Exception {
    List<ExampleOutcome> outcomes = outcomes();
    ClassCounts counts = check(new ClassCountsFn(PREDICTORS), outcomes);

    assertEquals(outcomes.size(), counts.n());
    assertEquals(outcomes.stream().filter(o -> o.isTop1(2)).count(), counts.right(2));
  }

  @Test
  void tagsAreCounted() throws Exception {
    List<TaggedExample> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      List<String> tags = new ArrayList<>();
      for (int tag = random.nextInt(6); tag < 6; tag += 1 + random.nextInt(3)) {
        tags.add("tag " + tag);
      }
      examples.add(new TaggedExample("class " + random.nextInt(4), tags));
    }
    TagCounts counts = check(new TagCountsFn(), examples);

    for (String label : counts.sizes().keySet()) {
      assertEquals(
          examples.stream().filter(e -> e.label().equals(label)).count(),
          counts.sizes().get(label));
      assertEquals(
          examples.stream()
              .filter(e -> e.label().equals(label) && e.tags().contains("tag 5"))
              .count(),
          counts.counts().get(label).getOrDefault("tag 5", 0L));
    }
  }

  @Test
  void memorizationIsBinnedByQuartersAndTheOuterBinsTakeTheRest() throws Exception {
    MemorizationHistogram histogram =
        check(new MemorizationHistogramFn(), List.of(-0.25, -0.01, 0.0, 0.2499, 99.0, -99.0));

    assertEquals(2, histogram.count(31));
    assertEquals(-0.25, MemorizationHistogram.from(31));
    assertEquals(2, histogram.count(32));
    assertEquals(1, histogram.count(0));
    assertEquals(1, histogram.count(MemorizationHistogram.BINS - 1));
  }

  private List<ExampleOutcome> outcomes() {
    List<ExampleOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long top5 = random.nextInt(1 << PREDICTORS);
      outcomes.add(
          new ExampleOutcome(
              "id" + i, "class", false, top5 & random.nextInt(1 << PREDICTORS), top5, List.of()));
    }
    return outcomes;
  }

  private static <I, A, O> O check(CombineFn<I, A, O> fn, List<I> given) throws Exception {
    // The tester shuffles the list that it is given.
    List<I> inputs = new ArrayList<>(given);
    A accumulator = fn.createAccumulator();
    for (I input : inputs) {
      accumulator = fn.addInput(accumulator, input);
    }
    O expected = fn.extractOutput(accumulator);
    CombineFnTester.testCombineFn(fn, inputs, expected);
    var coder = fn.getAccumulatorCoder(CoderRegistry.createDefault(), null);
    assertEquals(accumulator, CoderUtils.clone(coder, accumulator));
    return expected;
  }
}
