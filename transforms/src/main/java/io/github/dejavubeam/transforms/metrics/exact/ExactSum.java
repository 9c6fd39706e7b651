package io.github.dejavubeam.transforms.metrics.exact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;

/**
 * A sum of numbers in [-1, 1] that is the same in whatever order they are added and merged.
 *
 * <p>It is a 128-bit whole number of units of 2^-60, so additions are exact and 2^67 numbers cannot
 * overflow it. A number that is no multiple of the unit is rounded to the nearest one as it comes
 * in, which depends on that number alone; the error of a mean is at most 2^-61.
 */
public final class ExactSum {

  private static final double UNITS = 0x1p60;
  private static final BigInteger UNITS_OF_ONE = BigInteger.ONE.shiftLeft(60);

  private long high;
  private long low;

  /**
   * Adds a number.
   *
   * @throws IllegalArgumentException if it is NaN or outside [-1, 1]
   */
  public void add(double number) {
    if (!(Math.abs(number) <= 1)) {
      throw new IllegalArgumentException(number + " is outside [-1, 1]");
    }
    long units = (long) Math.rint(number * UNITS);
    add(units >> 63, units);
  }

  /** Adds another sum, which stays as it is. */
  public void merge(ExactSum other) {
    add(other.high, other.low);
  }

  private void add(long otherHigh, long otherLow) {
    low += otherLow;
    int carry = Long.compareUnsigned(low, otherLow) < 0 ? 1 : 0;
    high += otherHigh + carry;
  }

  /** The sum as a whole number of units of 2^-60. */
  public BigInteger units() {
    return new BigInteger(ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
  }

  /** The double nearest to the sum divided by {@code n}; NaN when {@code n} is 0. */
  public double mean(long n) {
    return n == 0
        ? Double.NaN
        : ExactRatio.of(units(), BigInteger.valueOf(n).multiply(UNITS_OF_ONE));
  }

  /** Writes the 16 bytes of the sum. */
  public void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeLong(high);
    data.writeLong(low);
  }

  /** Reads what {@link #write} wrote. */
  public static ExactSum read(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    ExactSum sum = new ExactSum();
    sum.high = data.readLong();
    sum.low = data.readLong();
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactSum sum && high == sum.high && low == sum.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * high + low);
  }

  @Override
  public String toString() {
    return units() + " * 2^-60";
  }
}
