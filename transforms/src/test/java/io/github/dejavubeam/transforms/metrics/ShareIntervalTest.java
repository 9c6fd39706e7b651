package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShareIntervalTest {

  /** Examples of Newcombe 1998, Statistics in Medicine 17, 857-872, table I, method 3. */
  @Test
  void sharesHaveThePublishedIntervals() {
    assertInterval(0.2553, 0.3662, ShareInterval.of(81.0 / 263, 263), 5e-5);
    assertInterval(0.0624, 0.1605, ShareInterval.of(15.0 / 148, 148), 5e-5);
    assertInterval(0, 0.1611, ShareInterval.of(0, 20), 5e-5);
    assertInterval(0.0061, 0.1718, ShareInterval.of(1.0 / 29, 29), 5e-5);
  }

  /** An example of Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10. */
  @Test
  void differencesHaveThePublishedIntervals() {
    assertInterval(0.1705, 0.8090, ShareInterval.ofDifference(9.0 / 10, 3.0 / 10, 10), 5e-5);
    assertInterval(0.6075, 1, ShareInterval.ofDifference(1, 0, 10), 5e-5);
  }

  @Test
  void nothingIsSaidOfNoExamples() {
    assertTrue(Double.isNaN(ShareInterval.of(Double.NaN, 0).low()));
    assertTrue(Double.isNaN(ShareInterval.ofDifference(Double.NaN, Double.NaN, 0).high()));
  }

  @Test
  void aboutNineteenOfTwentyIntervalsHoldTheTruth() {
    SplittableRandom random = new SplittableRandom(7);
    int covered = 0;
    int trials = 4000;
    for (int trial = 0; trial < trials; trial++) {
      int first = 0;
      int second = 0;
      for (int i = 0; i < 60; i++) {
        first += random.nextDouble() < 0.6 ? 1 : 0;
        second += random.nextDouble() < 0.4 ? 1 : 0;
      }
      ShareInterval interval = ShareInterval.ofDifference(first / 60.0, second / 60.0, 60);
      covered += interval.low() <= 0.2 && 0.2 <= interval.high() ? 1 : 0;
    }
    assertEquals(0.95, (double) covered / trials, 0.015);
  }

  private static void assertInterval(
      double low, double high, ShareInterval interval, double tolerance) {
    assertEquals(low, interval.low(), tolerance);
    assertEquals(high, interval.high(), tolerance);
  }
}
