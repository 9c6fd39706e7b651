package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.transforms.metrics.exact.ExactRatio;
import io.github.dejavubeam.transforms.metrics.exact.ExactSum;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.util.Objects;
import org.apache.beam.sdk.util.VarInt;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The mean difference between a model and a reference over paired measurements, each in [0, 1]. Of
 * recall, it is the area between the two complementary cumulative distributions (method, part 1
 * point 5).
 */
final class PairedDifference {

  private long n;
  private ExactSum sum = new ExactSum();
  private ExactSum squares = new ExactSum();
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  /** Adds a pair's difference, in [-1, 1]. */
  void add(double difference) {
    n++;
    sum.add(difference);
    double square = difference * difference;
    squares.add(square);
    // What rounding took from the square, which would drown a small spread beside a large mean.
    squares.add(Math.fma(difference, difference, -square));
    smallest = Math.min(smallest, difference);
    largest = Math.max(largest, difference);
  }

  /** Number of pairs. */
  long n() {
    return n;
  }

  /** Adds the pairs of another difference, which stays as it is. */
  void merge(PairedDifference other) {
    n += other.n;
    sum.merge(other.sum);
    squares.merge(other.squares);
    smallest = Math.min(smallest, other.smallest);
    largest = Math.max(largest, other.largest);
  }

  /**
   * The mean difference with the interval and p-value of the paired t test (Student 1908): mean ± t
   * s / sqrt(N) with t the 97.5 % point at N - 1 degrees of freedom, cut to [-1, 1].
   *
   * <p>Where all differences are equal, the interval is that point, and the p-value 1 if it is
   * zero, else 0. A single difference says nothing of its spread: its interval is [-1, 1], its
   * p-value 1.
   */
  Estimate estimate() {
    if (n == 0) {
      return Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double mean = sum.mean(n);
    if (n == 1) {
      return Estimate.of(mean, -1, 1, 1);
    }
    double standardError = Math.sqrt(squaredStandardError());
    if (standardError == 0) {
      return Estimate.of(mean, mean, mean, mean == 0 ? 1 : 0);
    }
    TDistribution student = TDistribution.of(n - 1.0);
    double half = student.inverseSurvivalProbability(0.025) * standardError;
    double pValue = 2 * student.survivalProbability(Math.abs(mean) / standardError);
    return Estimate.of(mean, Math.max(-1, mean - half), Math.min(1, mean + half), pValue);
  }

  /**
   * This mean less an independent one, that of a control set, by {@link WelchTest}. Where a side
   * has a single example, nothing is known of its spread: the interval is [-2, 2], the p-value 1.
   */
  Estimate minus(PairedDifference control) {
    if (n == 0 || control.n == 0) {
      return Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    if (n == 1 || control.n == 1) {
      return Estimate.of(sum.mean(n) - control.sum.mean(control.n), -2, 2, 1);
    }
    return WelchTest.difference(mean(), control.mean());
  }

  private WelchTest.Mean mean() {
    return new WelchTest.Mean(sum.mean(n), squaredStandardError(), n);
  }

  /** Square of the standard error of the mean of at least two differences; 0 if all are equal. */
  private double squaredStandardError() {
    return smallest == largest ? 0 : Math.max(0, variance()) / n;
  }

  /**
   * (N Σd² - (Σd)²) / (N (N - 1)), in whole numbers since the two terms nearly cancel when the
   * spread is small beside the mean. Both sums count units of 2^-60.
   */
  private double variance() {
    BigInteger count = BigInteger.valueOf(n);
    BigInteger numerator =
        count.multiply(squares.units().shiftLeft(60)).subtract(sum.units().pow(2));
    BigInteger denominator = count.multiply(BigInteger.valueOf(n - 1)).shiftLeft(120);
    return ExactRatio.of(numerator, denominator);
  }

  void write(OutputStream out) throws IOException {
    VarInt.encode(n, out);
    sum.write(out);
    squares.write(out);
    DataOutputStream data = new DataOutputStream(out);
    data.writeDouble(smallest);
    data.writeDouble(largest);
  }

  static PairedDifference read(InputStream in) throws IOException {
    PairedDifference difference = new PairedDifference();
    difference.n = VarInt.decodeLong(in);
    difference.sum = ExactSum.read(in);
    difference.squares = ExactSum.read(in);
    DataInputStream data = new DataInputStream(in);
    difference.smallest = data.readDouble();
    difference.largest = data.readDouble();
    return difference;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PairedDifference difference
        && n == difference.n
        && sum.equals(difference.sum)
        && squares.equals(difference.squares)
        && smallest == difference.smallest
        && largest == difference.largest;
  }

  @Override
  public int hashCode() {
    return Objects.hash(n, sum, squares, smallest, largest);
  }
}
