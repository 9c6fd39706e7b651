package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Estimate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class SignedShareTest {

  /**
   * Airway hyper-responsiveness of 21 children before and after stem cell transplantation, 1 and 7
   * discordant pairs: the example of Fagerland, Lydersen and Laake 2014 (Statistics in Medicine
   * 33(16)), who give -0.508 to -0.013 for this interval and 0.070 for the exact test.
   */
  @Test
  void agreesWithThePublishedExample() {
    Estimate estimate = share(21, 1, 7).estimate();

    assertEquals(-6.0 / 21, estimate.value());
    assertEquals(-0.508, estimate.low(), 5e-4);
    assertEquals(-0.013, estimate.high(), 5e-4);
    assertEquals(2 * (1 + 8) / 256.0, estimate.pValue(), 1e-14);
  }

  @Test
  void thePValueSumsTheBinomialProbabilitiesOfBothTails() {
    for (int pairs = 1; pairs <= 40; pairs++) {
      double tail = 0;
      double probability = Math.scalb(1.0, -pairs);
      for (int wins = 0; 2 * wins < pairs; wins++) {
        tail += probability;
        probability *= (double) (pairs - wins) / (wins + 1);

        assertEquals(2 * tail, share(100, wins, pairs - wins).estimate().pValue(), 1e-13);
        assertEquals(2 * tail, share(100, pairs - wins, wins).estimate().pValue(), 1e-13);
      }
    }
  }

  @Test
  void asManyWinsAsLossesAreNoEvidence() {
    assertEquals(1, share(10, 0, 0).estimate().pValue());
    assertEquals(1, share(10, 4, 4).estimate().pValue());
  }

  @Test
  void aHundredMillionPairsAgreeWithTheNormalApproximation() {
    long losses = 49_990_000;
    long wins = 50_010_000;

    double z = (wins - losses - 1) / Math.sqrt(1e8);
    double expected = 2 * NormalDistribution.of(0, 1).survivalProbability(z);

    assertEquals(expected, share(200_000_000, wins, losses).estimate().pValue(), 1e-6 * expected);
  }

  @Test
  void moreDiscordantPairsThanAnIntHoldsHaveAPValue() {
    Estimate estimate = share(10_000_000_000L, 2_500_000_000L, 2_500_100_000L).estimate();

    assertEquals(0.157, estimate.pValue(), 1e-3);
  }

  @Test
  void theIntervalStaysWithinMinusOneAndOne() {
    Estimate estimate = share(1, 1, 0).estimate();

    assertEquals(1, estimate.value());
    assertEquals(1, estimate.high());
    assertTrue(estimate.low() < 0);
    assertEquals(1, estimate.pValue());
  }

  /**
   * By hand: the means of the signs are 0.1 and -0.125, their squared standard errors 0.49 / 99 and
   * 0.359375 / 39, so t = 1.8906 at 82.7 degrees of freedom, whose 97.5 % point is 1.9891.
   */
  @Test
  void aDifferenceFromAControlIsWelchsTestOfTheSigns() {
    Estimate difference = share(100, 30, 20).minus(share(40, 5, 10));

    double standardError = Math.sqrt(0.49 / 99 + 0.359375 / 39);
    assertEquals(0.225, difference.value(), 1e-15);
    assertEquals(0.225 - 1.9891 * standardError, difference.low(), 2e-5);
    assertEquals(0.225 + 1.9891 * standardError, difference.high(), 2e-5);
    assertEquals(0.0622, difference.pValue(), 1e-4);
  }

  @Test
  void aControlWithoutAnySpreadStillLeavesDoubt() {
    Estimate difference = share(100, 30, 20).minus(share(4, 0, 0));

    assertEquals(0.1, difference.value());
    assertTrue(difference.low() < -0.3 && difference.high() > 0.4, difference.toString());
    assertEquals(
        Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        share(100, 30, 20).minus(share(0, 0, 0)));
  }

  @Test
  void nothingIsKnownOfNothing() {
    assertEquals(
        Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN), share(0, 0, 0).estimate());
  }

  @Test
  void theIntervalCoversTheTrueShareAsOftenAsItSays() {
    Random random = new Random(8);
    int studies = 4000;
    int covered = 0;
    for (int study = 0; study < studies; study++) {
      SignedShare share = new SignedShare();
      for (int example = 0; example < 80; example++) {
        double outcome = random.nextDouble();
        share.add(outcome < 0.25 ? 1 : outcome < 0.35 ? -1 : 0);
      }
      Estimate estimate = share.estimate();
      covered += estimate.low() <= 0.15 && 0.15 <= estimate.high() ? 1 : 0;
    }
    // Standard deviation 0.0034; the method is known to err slightly to the safe side.
    assertEquals(0.955, (double) covered / studies, 0.015);
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    SignedShare share = share(300, 20, 200);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    share.write(bytes);

    assertEquals(share, SignedShare.read(new ByteArrayInputStream(bytes.toByteArray())));
  }

  /** Built by doubling, since a merge adds as many examples as the other side has. */
  private static SignedShare share(long n, long wins, long losses) {
    SignedShare share = new SignedShare();
    merge(share, 1, wins);
    merge(share, -1, losses);
    merge(share, 0, n - wins - losses);
    return share;
  }

  private static void merge(SignedShare share, int outcome, long times) {
    SignedShare power = new SignedShare();
    power.add(outcome);
    for (long left = times; left > 0; left >>= 1) {
      if ((left & 1) == 1) {
        share.merge(power);
      }
      SignedShare same = new SignedShare();
      same.merge(power);
      power.merge(same);
    }
  }
}
