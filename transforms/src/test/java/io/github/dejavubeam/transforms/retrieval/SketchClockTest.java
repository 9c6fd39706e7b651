package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sketches are given up where they cost more, not where Java is still compiling them. */
class SketchClockTest {

  private static final int ROWS = 100;

  private final SketchClock clock = new SketchClock();

  @Test
  void whatBecomesFasterIsKept() {
    assertFalse(takes(false, 20));
    // As measured: the first search of a process, milliseconds of its chunks.
    for (int millis : new int[] {406, 201, 220, 121, 56, 25, 24, 24, 22, 12, 11, 11, 10}) {
      assertFalse(takes(true, millis), millis + " ms");
    }
  }

  @Test
  void whatStaysSlowerIsGivenUpEachTime() {
    assertFalse(takes(false, 20));
    for (int time = 0; time < 3; time++) {
      long lost = chunksUntilGivenUp(50) * 30;
      assertTrue(lost <= 400, lost + " ms");
    }
  }

  @Test
  void whatIsFasterAndSlowerInTurnIsKeptIfItGainsInAll() {
    assertFalse(takes(false, 20));
    for (int chunk = 0; chunk < 1_000; chunk++) {
      assertFalse(takes(true, chunk % 2 == 0 ? 28 : 10));
    }
  }

  @Test
  void whatWasWonDoesNotMakeUpForLosses() {
    assertFalse(takes(false, 20));
    for (int chunk = 0; chunk < 1_000; chunk++) {
      assertFalse(takes(true, 10));
    }
    assertTrue(chunksUntilGivenUp(50) <= 12);
  }

  private long chunksUntilGivenUp(int millis) {
    return 1 + IntStream.generate(() -> millis).takeWhile(each -> !takes(true, each)).count();
  }

  private boolean takes(boolean sketched, int millis) {
    return clock.loses(sketched, millis * 1_000_000L, ROWS);
  }
}
