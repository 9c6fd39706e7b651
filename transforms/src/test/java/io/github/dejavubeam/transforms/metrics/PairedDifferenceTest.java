package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Estimate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {

  /**
   * Hours of sleep gained by ten patients with one drug over another (Student 1908), in tenths; as
   * every statistics package prints it: t = 4.0621, p = 0.002833, interval 0.7001142 to 2.4598858.
   */
  @Test
  void agreesWithStudentsOwnExample() {
    Estimate estimate =
        difference(0.12, 0.24, 0.13, 0.13, 0, 0.10, 0.18, 0.08, 0.46, 0.14).estimate();

    assertEquals(0.158, estimate.value(), 1e-15);
    assertEquals(0.07001142, estimate.low(), 5e-9);
    assertEquals(0.24598858, estimate.high(), 5e-9);
    assertEquals(0.002833, estimate.pValue(), 5e-7);
  }

  @Test
  void equalDifferencesHaveNoSpreadEvenWhereTheyAreNoBinaryFractions() {
    Estimate third = difference(1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 3).estimate();

    assertEquals(Estimate.of(1.0 / 3, 1.0 / 3, 1.0 / 3, 0), third);
    assertEquals(Estimate.of(0, 0, 0, 1), difference(0, 0, 0).estimate());
  }

  @Test
  void aSmallSpreadIsNotLostBesideTheMean() {
    double[] differences = new double[1000];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = 0.9 + (i % 2) * 1e-7;
    }
    Estimate estimate = difference(differences).estimate();

    double standardError = 0.5e-7 / Math.sqrt(differences.length - 1);
    assertEquals(2 * 1.9623 * standardError, estimate.high() - estimate.low(), 1e-3 * 6e-9);
  }

  @Test
  void oneDifferenceSaysNothingOfItsSpread() {
    assertEquals(Estimate.of(0.5, -1, 1, 1), difference(0.5).estimate());
  }

  @Test
  void theIntervalStaysWithinMinusOneAndOne() {
    Estimate estimate = difference(1, 0).estimate();

    assertEquals(0.5, estimate.value());
    assertEquals(-1, estimate.low());
    assertEquals(1, estimate.high());
    assertEquals(0.5, estimate.pValue(), 1e-12);
  }

  /** Student's sleep data again, the two drugs as two independent groups: Welch's test in R. */
  @Test
  void aDifferenceFromAControlAgreesWithWelchsTest() {
    PairedDifference second =
        difference(0.19, 0.08, 0.11, 0.01, -0.01, 0.44, 0.55, 0.16, 0.46, 0.34);
    PairedDifference first =
        difference(0.07, -0.16, -0.02, -0.12, -0.01, 0.34, 0.37, 0.08, 0, 0.20);

    Estimate difference = first.minus(second);

    assertEquals(-0.158, difference.value(), 1e-15);
    assertEquals(-0.33654832, difference.low(), 5e-9);
    assertEquals(0.02054832, difference.high(), 5e-9);
    assertEquals(0.07939, difference.pValue(), 5e-6);
  }

  @Test
  void nothingIsKnownOfADifferenceFromOneExample() {
    assertEquals(Estimate.of(0.25, -2, 2, 1), difference(0.5, 0.5).minus(difference(0.25)));
    assertEquals(
        Estimate.of(0.25, 0.25, 0.25, 0), difference(0.5, 0.5).minus(difference(0.25, 0.25)));
  }

  @Test
  void nothingIsKnownOfNothing() {
    assertEquals(
        Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN), difference().estimate());
  }

  @Test
  void theIntervalCoversTheTrueMeanAsOftenAsItSays() {
    Random random = new Random(9);
    int studies = 4000;
    int covered = 0;
    for (int study = 0; study < studies; study++) {
      PairedDifference difference = new PairedDifference();
      for (int example = 0; example < 40; example++) {
        difference.add((random.nextInt(4) - random.nextInt(3)) / 4.0);
      }
      Estimate estimate = difference.estimate();
      assertTrue(estimate.low() <= estimate.value() && estimate.value() <= estimate.high());
      covered += estimate.low() <= 0.125 && 0.125 <= estimate.high() ? 1 : 0;
    }
    // Standard deviation 0.0034.
    assertEquals(0.95, (double) covered / studies, 0.0138);
  }

  private static PairedDifference difference(double... differences) {
    PairedDifference difference = new PairedDifference();
    for (double each : differences) {
      difference.add(each);
    }
    return difference;
  }
}
