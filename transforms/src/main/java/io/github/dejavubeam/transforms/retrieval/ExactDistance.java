package io.github.dejavubeam.transforms.retrieval;

/** The distance that decides every order: squared L2 of the stored vectors in double precision. */
final class ExactDistance {

  private ExactDistance() {}

  /**
   * {@code Σ (q_i - p_i)²} as four interleaved sums (i mod 4), added in a fixed order, so that
   * every engine gets the same bits; four, because one sum would wait for itself. A difference of
   * two floats is exact to the last bits of a double.
   */
  static double squared(float[] q, int qOffset, float[] p, int pOffset, int dimension) {
    double sum0 = 0;
    double sum1 = 0;
    double sum2 = 0;
    double sum3 = 0;
    int i = 0;
    for (; i <= dimension - 4; i += 4) {
      double d0 = (double) q[qOffset + i] - p[pOffset + i];
      double d1 = (double) q[qOffset + i + 1] - p[pOffset + i + 1];
      double d2 = (double) q[qOffset + i + 2] - p[pOffset + i + 2];
      double d3 = (double) q[qOffset + i + 3] - p[pOffset + i + 3];
      sum0 += d0 * d0;
      sum1 += d1 * d1;
      sum2 += d2 * d2;
      sum3 += d3 * d3;
    }
    int left = dimension - i;
    sum0 += left > 0 ? square(q[qOffset + i], p[pOffset + i]) : 0;
    sum1 += left > 1 ? square(q[qOffset + i + 1], p[pOffset + i + 1]) : 0;
    sum2 += left > 2 ? square(q[qOffset + i + 2], p[pOffset + i + 2]) : 0;
    return (sum0 + sum1) + (sum2 + sum3);
  }

  private static double square(float q, float p) {
    double difference = (double) q - p;
    return difference * difference;
  }

  /** {@code Σ x_i²}. */
  static double squaredNorm(float[] x, int offset, int dimension) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i <= dimension - 2; i += 2) {
      even += (double) x[offset + i] * x[offset + i];
      odd += (double) x[offset + i + 1] * x[offset + i + 1];
    }
    return i < dimension ? even + odd + (double) x[offset + i] * x[offset + i] : even + odd;
  }
}
