package io.github.dejavubeam.transforms.synthetic;

import io.github.dejavubeam.transforms.retrieval.VectorRows;

/**
 * Rows in one array.
 *
 * @param values shape [rows, dimension]; more may follow
 * @param rows number of rows
 * @param dimension components of a row
 */
public record FloatRows(float[] values, int rows, int dimension) implements VectorRows {

  /** Draws consecutive rows of a source. */
  public static FloatRows draw(VectorSource source, long firstRow, int rows) {
    float[] values = new float[Math.multiplyExact(rows, source.dimension())];
    source.fill(firstRow, rows, values);
    return new FloatRows(values, rows, source.dimension());
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    System.arraycopy(values, row * dimension, target, offset, dimension);
  }
}
