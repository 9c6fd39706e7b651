package io.github.dejavubeam.transforms.model;

import java.util.Arrays;

/** L2 normalisation, and what becomes of vectors that cannot be used. */
final class UnitVector {

  private UnitVector() {}

  /**
   * Divides a vector by its norm, which is summed in double precision. One that has no direction
   * (its norm is zero or not finite) becomes NaN throughout, so that no distance to it is a number.
   */
  static void normalise(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    if (squares == 0 || !Double.isFinite(squares)) {
      Arrays.fill(vector, Float.NaN);
      return;
    }
    double norm = Math.sqrt(squares);
    for (int d = 0; d < vector.length; d++) {
      vector[d] = (float) (vector[d] / norm);
    }
  }

  /**
   * Makes a vector that is not finite NaN throughout; leaves others, zero included, as they are.
   */
  static void requireFinite(float[] vector) {
    for (float value : vector) {
      if (!Float.isFinite(value)) {
        Arrays.fill(vector, Float.NaN);
        return;
      }
    }
  }
}
