package io.github.dejavubeam.transforms.retrieval;

/** The distance that decides every order: squared L2 of the stored vectors in double precision. */
final class ExactDistance {

  private ExactDistance() {}

  /**
   * {@code Σ (q_i - p_i)²}, summed from the first component to the last, so that every engine gets
   * the same bits. A difference of two floats is exact to the last bits of a double.
   */
  static double squared(float[] q, int qOffset, float[] p, int pOffset, int dimension) {
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = (double) q[qOffset + i] - p[pOffset + i];
      sum += difference * difference;
    }
    return sum;
  }
}
