package io.github.dejavubeam.transforms.tally;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.values.KV;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;

class SumTallyTest {

  private static final String TARGET = "target";
  private static final String BAD = Tally.skipped(TARGET, "decode", "not an image");

  @Test
  void sumsEventsWhateverTheSharding() {
    List<KV<String, Long>> events =
        new ArrayList<>(
            List.of(
                KV.of(Tally.read(TARGET), 7L),
                KV.of(Tally.read(TARGET), 3L),
                KV.of(BAD, 1L),
                KV.of(BAD, 1L),
                KV.of(Tally.skipped(TARGET, "read", "no caption"), 1L),
                KV.of(Tally.read("public"), 5L)));
    CombineFnTester.testCombineFn(
        new SumTally(),
        events,
        new CustomTypeSafeMatcher<Tally>("10 read, 3 left out") {
          @Override
          protected boolean matchesSafely(Tally tally) {
            return tally.found(TARGET) == 10
                && tally.leftOut(TARGET) == 3
                && tally.found("public") == 5
                && tally.leftOut("public") == 0
                && tally
                    .reasons(TARGET)
                    .equals(Map.of("decode: not an image", 2L, "read: no caption", 1L));
          }
        });
  }

  @Test
  void theLimitIsAShareOfWhatWasRead() {
    Tally tally = new Tally(Map.of(Tally.read(TARGET), 10L, BAD, 1L));
    assertDoesNotThrow(() -> new SkipLimit(0.1).check(tally, List.of(TARGET)));
    TooManySkippedException refused =
        assertThrows(
            TooManySkippedException.class, () -> new SkipLimit(0.09).check(tally, List.of(TARGET)));
    assertTrue(refused.getMessage().contains("1 x decode: not an image"), refused.getMessage());
  }

  @Test
  void whatHasNoBackgroundIsNoFaultButOfNoUse() {
    String none = Tally.withoutBackground(TARGET, "no box");
    Tally tally = new Tally(Map.of(Tally.read(TARGET), 10L, none, 9L));

    assertEquals(9, tally.withoutBackground(TARGET));
    assertEquals(0, tally.leftOut(TARGET));
    assertDoesNotThrow(() -> new SkipLimit(0).check(tally, List.of(TARGET)));
    Tally all = new Tally(Map.of(Tally.read(TARGET), 10L, none, 10L));
    assertTrue(
        assertThrows(
                TooManySkippedException.class, () -> new SkipLimit(1).check(all, List.of(TARGET)))
            .getMessage()
            .contains("10 x no background: no box"));
  }

  @Test
  void nothingUsableIsTooLittleWhateverTheLimit() {
    for (Tally tally :
        List.of(new Tally(Map.of()), new Tally(Map.of(Tally.read(TARGET), 2L, BAD, 2L)))) {
      assertThrows(
          TooManySkippedException.class, () -> new SkipLimit(1).check(tally, List.of(TARGET)));
    }
  }

  @Test
  void aLimitOutsideZeroToOneIsRefused() {
    for (double limit : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThrows(IllegalArgumentException.class, () -> new SkipLimit(limit));
    }
  }
}
