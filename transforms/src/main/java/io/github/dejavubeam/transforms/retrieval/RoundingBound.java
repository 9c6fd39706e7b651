package io.github.dejavubeam.transforms.retrieval;

/**
 * How far a float32 score may be from the true one.
 *
 * <p>A <em>score</em> orders rows by distance: {@code s = q·p - |p|²/2}, since {@code |q - p|² =
 * |q|² - 2s}. Engines compute it in float32 from {@code c = fl(|p|²/2)} and n = dimension products,
 * in any order, with or without fused multiply-adds. Such a sum is within {@code γ(n+1) (c + Σ|q_i
 * p_i|)} of the sum of its terms, {@code γ(m) = m·u / (1 - m·u)}, {@code u = 2^-24} (Higham 2002,
 * section 3.1 and 4.2); {@code Σ|q_i p_i| ≤ |q||p|} by Cauchy and Schwarz; and rounding c costs
 * {@code u·c}. Subnormal numbers may be lost, as some devices drop them: a result, of 2n + 1, costs
 * at most 2^-126, a component at most that times the one it is multiplied with. Together, with the
 * second-order terms in two units more of γ:
 *
 * <pre>|ŝ - s| ≤ γ(n+3) (|q||p| + |p|²/2) + (2n+3) 2^-126 (1 + |q| + |p|)</pre>
 *
 * <p>What counts in the end is the order of the {@link ExactDistance}s, which are doubles and round
 * too, by less than {@code (n+4) 2^-53} of themselves: that much is added, so that a row whose
 * score is worse by more than both errors is farther in doubles as well.
 *
 * <p>The bound holds while nothing overflows: for norms up to {@link #LARGEST_NORM}.
 */
final class RoundingBound {

  /** Norms beyond this are not filtered in float32: 1e15 squared, summed, is far from overflow. */
  static final double LARGEST_NORM = 1e15;

  private static final double UNIT_ROUNDOFF = 0x1p-24;

  private RoundingBound() {}

  /** {@code γ(terms)}, for fewer than 2^23 terms. */
  static double gamma(int terms) {
    return terms * UNIT_ROUNDOFF / (1 - terms * UNIT_ROUNDOFF);
  }

  /**
   * The bound on the error of a score and of the double that decides, for a query and for all rows
   * of at most that norm.
   */
  static double ofScore(int dimension, double queryNorm, double rowNorm) {
    double farthest = queryNorm + rowNorm;
    return gamma(dimension + 3) * (queryNorm * rowNorm + rowNorm * rowNorm / 2)
        + (2 * dimension + 3) * (double) Float.MIN_NORMAL * (1 + farthest)
        + (dimension + 4) * 0x1p-53 * farthest * farthest;
  }

  /** What so many products may lose by underflow. */
  static double underflow(int products) {
    return products * (double) Float.MIN_VALUE;
  }

  /** The largest float that is at most this number. */
  static float floor(double value) {
    float rounded = (float) value;
    return rounded > value ? Math.nextDown(rounded) : rounded;
  }

  /** The smallest float that is at least this number. */
  static float ceil(double value) {
    return -floor(-value);
  }
}
