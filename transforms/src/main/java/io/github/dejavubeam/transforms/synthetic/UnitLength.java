package io.github.dejavubeam.transforms.synthetic;

/** L2 normalisation in place. */
final class UnitLength {

  private UnitLength() {}

  /**
   * Divides a vector by its norm; the zero vector, which a draw yields with probability 0, stays.
   */
  static void scale(float[] values, int offset, int dimension) {
    double squares = 0;
    for (int i = offset; i < offset + dimension; i++) {
      squares += (double) values[i] * values[i];
    }
    if (squares > 0) {
      double factor = 1 / Math.sqrt(squares);
      for (int i = offset; i < offset + dimension; i++) {
        values[i] = (float) (values[i] * factor);
      }
    }
  }
}
