package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Lays vectors out component by component, as {@link RegisterBlock} reads them. */
final class Panels {

  private Panels() {}

  /**
   * Lays out {@link RegisterBlock#ROWS} rows as a panel; those from {@code count} on are zeros.
   *
   * @param rows row-major, the first row at {@code offset}
   * @param panel receives {@code dimension * ROWS} floats from {@code panelOffset} on
   */
  static void packRows(
      float[] rows, int offset, int count, int dimension, float[] panel, int panelOffset) {
    int width = RegisterBlock.ROWS;
    if (count < width) {
      java.util.Arrays.fill(panel, panelOffset, panelOffset + dimension * width, 0);
    }
    // A cache line of every row at a time, so that each is loaded once.
    for (int start = 0; start < dimension; start += 16) {
      int end = Math.min(start + 16, dimension);
      for (int r = 0; r < Math.min(count, width); r++) {
        int from = offset + r * dimension;
        for (int i = start; i < end; i++) {
          panel[panelOffset + i * width + r] = rows[from + i];
        }
      }
    }
  }

  /** Where panels have a component of a row of so many components. */
  static int place(int row, int component, int dimension) {
    int rows = RegisterBlock.ROWS;
    return (row / rows * dimension + component) * rows + row % rows;
  }

  /**
   * Undoes {@link #packRows}.
   *
   * @param rows receives {@code count * dimension} floats from {@code offset} on
   */
  static void unpackRows(float[] panel, int dimension, int count, float[] rows, int offset) {
    for (int r = 0; r < count; r++) {
      for (int i = 0; i < dimension; i++) {
        rows[offset + r * dimension + i] = panel[i * RegisterBlock.ROWS + r];
      }
    }
  }

  /**
   * Lays out queries as blocks of {@link RegisterBlock#QUERIES}, the last filled up with zeros.
   *
   * @param queries row-major, {@code stride} floats each
   * @param some which of them; zeros are packed for a negative number
   * @param width how many of their components
   * @return block b starts at {@code b * width * QUERIES}
   */
  static float[] packQueries(float[] queries, int stride, int[] some, int width) {
    int lanes = RegisterBlock.QUERIES;
    float[] packed = new float[Math.multiplyExact(blocks(some.length), width * lanes)];
    for (int q = 0; q < some.length; q++) {
      int to = q / lanes * width * lanes + q % lanes;
      for (int i = 0; some[q] >= 0 && i < width; i++) {
        packed[to + i * lanes] = queries[some[q] * stride + i];
      }
    }
    return packed;
  }

  /** Number of query blocks that hold so many queries. */
  static int blocks(int queries) {
    return (queries + RegisterBlock.QUERIES - 1) / RegisterBlock.QUERIES;
  }

  /** Number of panels that hold so many rows. */
  static int panels(int rows) {
    return (rows + RegisterBlock.ROWS - 1) / RegisterBlock.ROWS;
  }
}
