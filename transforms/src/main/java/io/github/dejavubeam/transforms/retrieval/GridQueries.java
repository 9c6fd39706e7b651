package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.IntegerBlock;

/**
 * Some queries' sketches at a level on a {@link Grid}, packed for {@link
 * io.github.dejavubeam.transforms.kernel.IntegerBlock}, and how high their scores must be.
 */
final class GridQueries {

  /** Scores farther than this from zero, in units of the grid, are not placed in a window. */
  private static final double FARTHEST = 0x1p40;

  private final Grid grid;
  private final int level;
  private final int pairs;
  private final int[] packed;
  private final double[] lengths;
  private final double[] residuals;
  private final short[] thresholds;
  private final double[] shifts;

  GridQueries(SketchedQueries sketches, Grid grid, int level, int[] some) {
    this.grid = grid;
    this.level = level;
    pairs = GridRows.pairs(sketches.sketch().width(level));
    packed = new int[Math.multiplyExact(blocks(some.length), pairs * IntegerBlock.QUERIES)];
    lengths = new double[some.length];
    residuals = new double[some.length];
    thresholds = new short[some.length];
    shifts = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      round(sketches, some[i], i);
    }
  }

  private void round(SketchedQueries sketches, int query, int i) {
    Sketch sketch = sketches.sketch();
    float perStep = (float) (1 / grid.queryStep());
    double residual = 0;
    double length = 0;
    for (int c = 0; c < sketch.width(level); c++) {
      if (sketch.uses(level, c)) {
        float value = sketches.values()[query * sketch.width() + c];
        int rounded = Grid.round(value, perStep);
        int half = c % 2 == 0 ? rounded & 0xffff : rounded << 16;
        packed[at(i, c / 2)] |= half;
        double left = value - grid.queryStep() * rounded;
        residual += left * left;
        length += Math.pow(grid.queryStep() * rounded, 2);
      }
    }
    lengths[i] = Math.sqrt(length) * (1 + 1e-9);
    residuals[i] = Math.sqrt(residual) * (1 + 1e-9);
  }

  private static int blocks(int queries) {
    return (queries + IntegerBlock.QUERIES - 1) / IntegerBlock.QUERIES;
  }

  private int at(int i, int pair) {
    int lanes = IntegerBlock.QUERIES;
    return (i / lanes * pairs + pair) * lanes + i % lanes;
  }

  /** Places the window of a query's scores for rows to come. */
  void place(int i, GridRows rows) {
    double top = Math.ceil((lengths[i] * lengths[i] + rows.excess(level)) / 2 / grid.unit()) + 2;
    shifts[i] = Math.abs(top) < FARTHEST ? Short.MAX_VALUE - top : Double.NaN;
  }

  /**
   * Sets the threshold of a query whose window was placed for these rows.
   *
   * @param score what a row's exact product of sketches, less {@code |x|²/2}, must reach to count
   */
  void require(int i, double score, GridRows rows) {
    double error = lengths[i] * rows.residual(level) + residuals[i] * rows.length(level);
    double least = Math.floor((score - error) / grid.unit()) - 1 + shifts[i];
    thresholds[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, least));
    if (Double.isNaN(least)) {
      thresholds[i] = Short.MIN_VALUE;
    }
  }

  /** No row is looked at for a query, or hardly any. */
  void giveUp(int i) {
    thresholds[i] = Short.MAX_VALUE;
  }

  int count() {
    return thresholds.length;
  }

  int pairs() {
    return pairs;
  }

  int[] packed() {
    return packed;
  }

  /** What is added to scores, modulo 65536, for them to be in the query's window. */
  int shift(int i) {
    return (int) (long) shifts[i];
  }

  short threshold(int i) {
    return thresholds[i];
  }
}
