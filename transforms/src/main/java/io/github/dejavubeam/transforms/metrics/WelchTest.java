package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Estimate;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two independent means of numbers in [-1, 1], with the interval and the p-value
 * of Welch's t test (Welch 1947, Biometrika 34(1-2), 28-35).
 */
public final class WelchTest {

  private WelchTest() {}

  /**
   * A mean of a sample.
   *
   * @param mean the mean
   * @param squaredStandardError variance of the sample by its size, 0 where it does not vary
   * @param n its size, at least 2
   */
  public record Mean(double mean, double squaredStandardError, long n) {

    /**
     * This mean less another of the same examples, without looking at how the two go together:
     * their variances are added, which is too much where they rise together.
     */
    public Mean lessOnTheSame(Mean other) {
      return new Mean(
          mean - other.mean,
          squaredStandardError + other.squaredStandardError,
          Math.min(n, other.n));
    }
  }

  /**
   * The first mean less the second; the interval is cut to [-2, 2]. Where neither sample varies,
   * the interval is a point, and the p-value 1 if it is zero, else 0.
   */
  public static Estimate difference(Mean first, Mean second) {
    double difference = first.mean - second.mean;
    double variance = first.squaredStandardError + second.squaredStandardError;
    if (variance == 0) {
      return Estimate.of(difference, difference, difference, difference == 0 ? 1 : 0);
    }
    double degrees =
        variance
            * variance
            / (first.squaredStandardError * first.squaredStandardError / (first.n - 1)
                + second.squaredStandardError * second.squaredStandardError / (second.n - 1));
    TDistribution student = TDistribution.of(degrees);
    double standardError = Math.sqrt(variance);
    double half = student.inverseSurvivalProbability(0.025) * standardError;
    return Estimate.of(
        difference,
        Math.max(-2, difference - half),
        Math.min(2, difference + half),
        2 * student.survivalProbability(Math.abs(difference) / standardError));
  }
}
