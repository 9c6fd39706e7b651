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
    interleave(
        rows,
        offset,
        Math.min(count, RegisterBlock.ROWS),
        dimension,
        RegisterBlock.ROWS,
        panel,
        panelOffset);
  }

  /**
   * Undoes {@link #packRows}.
   *
   * @param rows receives {@code ROWS * dimension} floats from {@code offset} on
   */
  static void unpackRows(float[] panel, int panelOffset, int dimension, float[] rows, int offset) {
    for (int r = 0; r < RegisterBlock.ROWS; r++) {
      for (int i = 0; i < dimension; i++) {
        rows[offset + r * dimension + i] = panel[panelOffset + i * RegisterBlock.ROWS + r];
      }
    }
  }

  /**
   * Lays out queries as blocks of {@link RegisterBlock#QUERIES}, the last filled up with zeros.
   *
   * @param queries row-major
   * @return block b starts at {@code b * dimension * QUERIES}
   */
  static float[] packQueries(float[] queries, int count, int dimension) {
    int blocks = blocks(count);
    float[] packed = new float[Math.multiplyExact(blocks, dimension * RegisterBlock.QUERIES)];
    for (int b = 0; b < blocks; b++) {
      int first = b * RegisterBlock.QUERIES;
      interleave(
          queries,
          first * dimension,
          Math.min(RegisterBlock.QUERIES, count - first),
          dimension,
          RegisterBlock.QUERIES,
          packed,
          first * dimension);
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

  private static void interleave(
      float[] rows,
      int offset,
      int count,
      int dimension,
      int width,
      float[] target,
      int targetOffset) {
    if (count < width) {
      java.util.Arrays.fill(target, targetOffset, targetOffset + dimension * width, 0);
    }
    // A cache line of every row at a time, so that each is loaded once.
    for (int start = 0; start < dimension; start += 16) {
      int end = Math.min(start + 16, dimension);
      for (int r = 0; r < count; r++) {
        int from = offset + r * dimension;
        int to = targetOffset + r;
        for (int i = start; i < end; i++) {
          target[to + i * width] = rows[from + i];
        }
      }
    }
  }
}
