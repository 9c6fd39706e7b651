package io.github.dejavubeam.transforms.metrics.exact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;

/**
 * A sum of numbers in [-1, 1] that is the same in whatever order they are added and merged.
 *
 * <p>It is a 128-bit whole number of units of 2^-60, so additions are exact and 2^67 numbers cannot
 * overflow it. A number that is no multiple of the unit is rounded to the nearest one as it comes
 * in, which depends on that number alone; the error of a mean is at most 2^-61.
 */
public final class ExactSum {

  private final ExactSums sum;

  /** The sum of nothing. */
  public ExactSum() {
    this(new ExactSums(1));
  }

  private ExactSum(ExactSums sum) {
    this.sum = sum;
  }

  /**
   * Adds a number.
   *
   * @throws IllegalArgumentException if it is NaN or outside [-1, 1]
   */
  public void add(double number) {
    sum.add(0, number);
  }

  /** Adds another sum, which stays as it is. */
  public void merge(ExactSum other) {
    sum.merge(other.sum);
  }

  /** The sum as a whole number of units of 2^-60. */
  public BigInteger units() {
    return sum.units(0);
  }

  /** The double nearest to the sum divided by {@code n}; NaN when {@code n} is 0. */
  public double mean(long n) {
    return sum.mean(0, n);
  }

  /** Writes the 16 bytes of the sum. */
  public void write(OutputStream out) throws IOException {
    sum.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static ExactSum read(InputStream in) throws IOException {
    return new ExactSum(ExactSums.read(in, 1));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactSum exact && sum.equals(exact.sum);
  }

  @Override
  public int hashCode() {
    return sum.hashCode();
  }

  @Override
  public String toString() {
    return units() + " * 2^-60";
  }
}
