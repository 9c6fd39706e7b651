package io.github.dejavubeam.transforms.retrieval;

/** A block of row vectors, shape [rows, dimension], float32. */
public interface VectorRows {

  /** Number of rows. */
  int rows();

  /** Number of components of each row. */
  int dimension();

  /** Copies a row into {@code target[offset .. offset + dimension)}. */
  void copyRow(int row, float[] target, int offset);

  /**
   * Copies rows {@code firstRow .. firstRow + count}, one after the other, into {@code
   * target[offset .. offset + count * dimension)}.
   */
  default void copyRows(int firstRow, int count, float[] target, int offset) {
    for (int i = 0; i < count; i++) {
      copyRow(firstRow + i, target, offset + i * dimension());
    }
  }
}
