package io.github.dejavubeam.transforms.metrics.exact;

import java.math.BigInteger;

/** Division of whole numbers of any size into the nearest double. */
public final class ExactRatio {

  /** Bits of the quotient that are computed: a double's 53, and enough to round them rightly. */
  private static final int QUOTIENT_BITS = 64;

  private ExactRatio() {}

  /**
   * The double nearest to {@code numerator / denominator}, ties to even, as long as it is neither
   * subnormal nor infinite.
   *
   * @throws IllegalArgumentException if the denominator is not positive
   */
  public static double of(BigInteger numerator, BigInteger denominator) {
    if (denominator.signum() <= 0) {
      throw new IllegalArgumentException("the denominator must be positive");
    }
    int shift = Math.max(0, QUOTIENT_BITS + denominator.bitLength() - numerator.bitLength());
    BigInteger[] division = numerator.abs().shiftLeft(shift).divideAndRemainder(denominator);
    // A remainder lies beyond every computed bit: its trace tells a half from slightly above it.
    BigInteger quotient = division[1].signum() == 0 ? division[0] : division[0].setBit(0);
    double magnitude = Math.scalb(quotient.doubleValue(), -shift);
    return numerator.signum() < 0 ? -magnitude : magnitude;
  }
}
