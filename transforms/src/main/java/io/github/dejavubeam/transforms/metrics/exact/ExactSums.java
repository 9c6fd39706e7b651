package io.github.dejavubeam.transforms.metrics.exact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Several sums as {@link ExactSum} is one, 16 bytes each. */
final class ExactSums {

  private static final double UNITS = 0x1p60;
  private static final BigInteger UNITS_OF_ONE = BigInteger.ONE.shiftLeft(60);

  /** The high and the low half of each sum. */
  private final long[] halves;

  /** So many sums, each 0. */
  ExactSums(int sums) {
    halves = new long[2 * sums];
  }

  /**
   * Adds a number to a sum.
   *
   * @throws IllegalArgumentException if it is NaN or outside [-1, 1]
   */
  void add(int sum, double number) {
    if (!(Math.abs(number) <= 1)) {
      throw new IllegalArgumentException(number + " is outside [-1, 1]");
    }
    long units = (long) Math.rint(number * UNITS);
    add(2 * sum, units >> 63, units);
  }

  /** Adds each of as many other sums, which stay as they are. */
  void merge(ExactSums other) {
    for (int at = 0; at < halves.length; at += 2) {
      add(at, other.halves[at], other.halves[at + 1]);
    }
  }

  private void add(int at, long high, long low) {
    halves[at + 1] += low;
    int carry = Long.compareUnsigned(halves[at + 1], low) < 0 ? 1 : 0;
    halves[at] += high + carry;
  }

  /** A sum as a whole number of units of 2^-60. */
  BigInteger units(int sum) {
    return new BigInteger(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(halves[2 * sum])
            .putLong(halves[2 * sum + 1])
            .array());
  }

  /** The double nearest to a sum divided by {@code n}; NaN when {@code n} is 0. */
  double mean(int sum, long n) {
    return n == 0
        ? Double.NaN
        : ExactRatio.of(units(sum), BigInteger.valueOf(n).multiply(UNITS_OF_ONE));
  }

  /** Writes the 16 bytes of each sum. */
  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    for (long half : halves) {
      data.writeLong(half);
    }
  }

  /** Reads so many sums. */
  static ExactSums read(InputStream in, int sums) throws IOException {
    DataInputStream data = new DataInputStream(in);
    ExactSums read = new ExactSums(sums);
    for (int at = 0; at < read.halves.length; at++) {
      read.halves[at] = data.readLong();
    }
    return read;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExactSums sums && Arrays.equals(halves, sums.halves);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(halves);
  }
}
