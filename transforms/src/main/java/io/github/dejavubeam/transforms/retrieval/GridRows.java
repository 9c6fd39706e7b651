package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/**
 * Sketches of rows on a {@link Grid}, packed for {@link
 * io.github.dejavubeam.transforms.kernel.IntegerBlock}.
 *
 * <p>The first pair of a row is what its score starts from, {@code -|x|²/2} rounded up, and 1,
 * which a query multiplies by 1 and by what it adds to all its scores; components follow.
 */
final class GridRows {

  private final Sketch sketch;
  private final Grid grid;
  private final short[] panels;
  private final short[] row;
  private final int[] starts;
  private final double[] residuals;
  private final double[] lengths;
  private final double[] excesses;

  GridRows(Sketch sketch, Grid grid, int capacity) {
    this.sketch = sketch;
    this.grid = grid;
    panels = new short[Math.multiplyExact(capacity, 2 * pairs(sketch.width()))];
    row = new short[2 * pairs(sketch.width())];
    starts = new int[capacity];
    residuals = new double[sketch.levels()];
    lengths = new double[sketch.levels()];
    excesses = new double[sketch.levels()];
  }

  /** Pairs of a row or query that has so many components. */
  static int pairs(int width) {
    return (width + 1) / 2;
  }

  /**
   * Rounds and packs sketches.
   *
   * @param sketches row-major
   * @param squares {@code |x|²} of each
   */
  void fill(float[] sketches, double[] squares, int count) {
    java.util.Arrays.fill(residuals, 0);
    java.util.Arrays.fill(lengths, 0);
    java.util.Arrays.fill(excesses, Double.NEGATIVE_INFINITY);
    int rows = RegisterBlock.ROWS;
    int pairs = row.length / 2;
    for (int r = 0; r < count; r++) {
      starts[r] = (int) (long) Math.ceil(-squares[r] / 2 / grid.unit()) & 0xffff;
      round(sketches, r * sketch.width(), squares[r]);
      int to = 2 * (r / rows * rows * pairs + r % rows);
      for (int i = 0; i < pairs; i++) {
        panels[to + 2 * i * rows] = row[2 * i];
        panels[to + 2 * i * rows + 1] = row[2 * i + 1];
      }
    }
  }

  /** Rounds a row, level by level, and notes what that leaves of it. */
  private void round(float[] sketches, int offset, double squares) {
    float perStep = (float) (1 / grid.rowStep());
    double step = grid.rowStep();
    double residual = 0;
    double length = 0;
    int from = 0;
    for (int level = 0; level < sketch.levels(); level++) {
      int last = sketch.width(level) - 1;
      for (int i = from; i < last; i++) {
        float value = sketches[offset + i];
        int rounded = Grid.round(value, perStep);
        row[i] = (short) rounded;
        double left = value - step * rounded;
        residual += left * left;
        length += (step * rounded) * (step * rounded);
      }
      // The last component may be of this level only.
      float value = sketches[offset + last];
      int rounded = Grid.round(value, perStep);
      row[last] = (short) rounded;
      double left = value - step * rounded;
      double allOfResidual = residual + left * left;
      double allOfLength = length + (step * rounded) * (step * rounded);
      residuals[level] = Math.max(residuals[level], allOfResidual);
      lengths[level] = Math.max(lengths[level], allOfLength);
      excesses[level] = Math.max(excesses[level], allOfLength - squares);
      from = sketch.width(level);
    }
  }

  short[] panels() {
    return panels;
  }

  /** What the score of each row starts from, {@code -|x|²/2} rounded up, modulo 65536. */
  int[] starts() {
    return starts;
  }

  /** At least the largest {@code |b - Δu|} of what a level compares. */
  double residual(int level) {
    return Math.sqrt(residuals[level]) * (1 + 1e-9);
  }

  /** At least the largest {@code |b|} of what a level compares. */
  double length(int level) {
    return Math.sqrt(lengths[level]) * (1 + 1e-9) + residual(level);
  }

  /** At least the largest {@code |Δu|² - |x|²} of what a level compares. */
  double excess(int level) {
    return excesses[level] + 1e-9 * lengths[level];
  }
}
