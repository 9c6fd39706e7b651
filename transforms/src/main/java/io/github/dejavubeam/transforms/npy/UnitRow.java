package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.VectorType;

/** Gives a vector that was read the length 1, which vectors that are searched must have. */
final class UnitRow {

  private UnitRow() {}

  /**
   * Normalises a vector in place, but for one whose length is 1 within the rounding of its type,
   * which stays as it is.
   *
   * @return whether it has a direction: it is finite and not zero
   */
  static boolean normalize(float[] vector, VectorType type) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    if (!Double.isFinite(squares) || squares == 0) {
      return false;
    }
    double rounding = type == VectorType.FLOAT32 ? 1e-6 : 2e-3;
    if (Math.abs(squares - 1) > rounding) {
      double length = Math.sqrt(squares);
      for (int i = 0; i < vector.length; i++) {
        vector[i] = (float) (vector[i] / length);
      }
    }
    return true;
  }
}
