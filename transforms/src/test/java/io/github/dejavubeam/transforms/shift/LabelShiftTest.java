package io.github.dejavubeam.transforms.shift;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.junit.jupiter.api.Test;

class LabelShiftTest {

  private static final SetCounts EXAMPLES = new SetCounts(100, 50);
  private static final SetCounts OCCURRENCES = new SetCounts(150, 60);

  /** Of 12 examples that carry the label 12 are the target's, where two thirds of all are. */
  @Test
  void aLabelThatTheControlNeverHasIsUnlikely() {
    LabelShift shift = LabelShift.of("dog", new SetCounts(12, 0), OCCURRENCES, EXAMPLES);

    assertEquals(2 * Math.pow(2.0 / 3, 12), shift.pValue(), 1e-12);
    assertEquals(BigInteger.valueOf(12 * 60), shift.crossDifference());
  }

  @Test
  void aLabelThatIsAsFrequentInBothSetsIsNoEvidence() {
    assertEquals(1, LabelShift.of("dog", new SetCounts(20, 10), OCCURRENCES, EXAMPLES).pValue());
    assertEquals(1, LabelShift.of("dog", new SetCounts(1, 0), OCCURRENCES, EXAMPLES).pValue());
  }

  @Test
  void theDistanceIsThatOfTheTwoDistributions() {
    SetCounts occurrences = new SetCounts(4, 2);
    LabelShift shift =
        LabelShift.of("a", new SetCounts(3, 1), occurrences, EXAMPLES)
            .merge(LabelShift.of("b", new SetCounts(1, 0), occurrences, EXAMPLES))
            .merge(LabelShift.of("c", new SetCounts(0, 1), occurrences, EXAMPLES));

    // 3/4, 1/4, 0 against 1/2, 0, 1/2.
    assertEquals(0.5, shift.distance(occurrences));
    assertEquals(3, shift.labels());
    assertEquals(Double.NaN, LabelShift.NONE.distance(SetCounts.NONE));
  }

  @Test
  void theClearestLabelStandsForAllWhateverTheirOrder() {
    LabelShift clear = LabelShift.of("clear", new SetCounts(12, 0), OCCURRENCES, EXAMPLES);
    LabelShift same = LabelShift.of("also clear", new SetCounts(12, 0), OCCURRENCES, EXAMPLES);
    LabelShift other = LabelShift.of("b", new SetCounts(2, 1), OCCURRENCES, EXAMPLES);
    LabelShift all = other.merge(clear).merge(same);

    assertEquals("also clear", all.label());
    assertEquals(3 * clear.pValue(), all.adjusted(), 1e-12);
    CombineFnTester.testCombineFn(
        new LabelShift.Merge(), List.of(clear, other, same), equalTo(all));
    CombineFnTester.testCombineFn(new LabelShift.Merge(), List.of(), equalTo(LabelShift.NONE));
  }

  @Test
  void countsAreAdded() {
    CombineFnTester.testCombineFn(
        new SetCounts.Sum(),
        List.of(SetCounts.one(true), SetCounts.one(false), SetCounts.one(true)),
        equalTo(new SetCounts(1, 2)));
  }

  @Test
  void equalSetsSeldomSeemDifferent() {
    SplittableRandom random = new SplittableRandom(6);
    int different = 0;
    for (int study = 0; study < 2000; study++) {
      LabelShift shift = LabelShift.NONE;
      for (int label = 0; label < 30; label++) {
        SetCounts counts = new SetCounts(times(200, 0.1, random), times(80, 0.1, random));
        shift =
            shift.merge(
                LabelShift.of("" + label, counts, new SetCounts(600, 240), new SetCounts(200, 80)));
      }
      different += shift.adjusted() < 0.05 ? 1 : 0;
    }
    assertTrue(different <= 110, "of 2000: " + different);
  }

  private static long times(int examples, double share, SplittableRandom random) {
    return random.doubles(examples).filter(x -> x < share).count();
  }
}
