package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/**
 * Compares sketches at a level; where those cannot exclude a row, sketches at the deepest level;
 * and whole vectors where those cannot either.
 */
final class SketchPass implements Pass {

  private final SketchedQueries sketches;
  private final Sketch sketch;
  private final int level;
  private final boolean deepest;
  private final int[] some;
  private final Contenders contenders;
  private final float[] packed;
  private final float[] thresholds;
  private final float[] deepThresholds;
  private final double[] shifts;
  private final double[] errors;
  private final double[] deepErrors;
  private final PanelScan scan = new PanelScan();
  private final float[] scratch = new float[RegisterBlock.ROWS];
  private double largestNorm = -1;
  private double largestDistance = -1;

  SketchPass(SketchedQueries sketches, int level, int[] some, Contenders contenders) {
    this.sketches = sketches;
    this.level = level;
    this.some = some;
    this.contenders = contenders;
    sketch = sketches.sketch();
    deepest = level == sketch.levels() - 1;
    packed = sketches.packed(some, level);
    thresholds = new float[some.length];
    deepThresholds = new float[some.length];
    shifts = new double[some.length];
    errors = new double[some.length];
    deepErrors = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      double distance = sketches.distance(some[i]);
      shifts[i] = (distance * distance - sketches.queries().squaredNorm(some[i])) / 2;
    }
  }

  @Override
  public void over(PanelChunk chunk) {
    RowChunk rows = chunk.rows();
    scan(
        chunk,
        rows.count(),
        (i, panel, scores, offset) -> {
          int first = panel * RegisterBlock.ROWS;
          for (int r = 0; r < RegisterBlock.ROWS; r++) {
            if (scores[offset + r] > thresholds[i]
                && (deepest || deepens(i, first + r, chunk.sketches()))) {
              refine(i, first + r, rows);
            }
          }
        });
  }

  /**
   * Counts, without offering anything, what each query's sketch cannot exclude.
   *
   * @param rows how many rows of the chunk to look at
   * @param counts by query, receives such rows
   */
  void count(PanelChunk chunk, int rows, int[] counts) {
    scan(
        chunk,
        rows,
        (i, panel, scores, offset) -> {
          for (int r = 0; r < RegisterBlock.ROWS; r++) {
            counts[i] += scores[offset + r] > thresholds[i] ? 1 : 0;
          }
        });
  }

  private void scan(PanelChunk chunk, int rows, PanelScan.Visitor visitor) {
    SketchedRows sketched = chunk.sketches();
    expect(chunk.rows().largestNorm(), sketched.largestDistance());
    for (int i = 0; i < some.length; i++) {
      require(i);
    }
    scan.scan(
        packed,
        thresholds,
        sketch.width(level),
        sketched.panels(),
        sketch.width(),
        sketched.starts(),
        rows,
        chunk.rows().dimension(),
        visitor);
  }

  private void expect(double rowNorm, double rowDistance) {
    if (rowNorm > largestNorm || rowDistance > largestDistance) {
      largestNorm = Math.max(largestNorm, rowNorm);
      largestDistance = Math.max(largestDistance, rowDistance);
      for (int i = 0; i < some.length; i++) {
        errors[i] = error(level, some[i]);
        deepErrors[i] = error(sketch.levels() - 1, some[i]);
      }
    }
  }

  private double error(int atLevel, int query) {
    double norm = sketches.queries().norm(query);
    double distance = sketches.distance(query);
    return sketch.error(atLevel, largestNorm, largestDistance, norm, distance)
        + 1e-12 * (distance * distance + norm * norm);
  }

  /** A row's sketch must score above this for its true score to reach the contenders' bound. */
  private void require(int i) {
    double bound = contenders.bound(some[i]) + shifts[i];
    boolean hopeless = sketches.queries().isNaN(some[i]);
    thresholds[i] = hopeless ? Float.POSITIVE_INFINITY : below(bound - errors[i]);
    deepThresholds[i] = hopeless ? Float.POSITIVE_INFINITY : below(bound - deepErrors[i]);
  }

  private static float below(double score) {
    return Math.nextDown(RoundingBound.floor(score));
  }

  /** Whether the deepest sketches cannot exclude the row either. */
  private boolean deepens(int i, int row, SketchedRows rows) {
    int width = sketch.width();
    float score =
        rows.starts()[row]
            + RegisterBlock.dot(
                sketches.deepest(), some[i] * width, rows.values(), row * width, width, scratch);
    return score > deepThresholds[i];
  }

  private void refine(int i, int row, RowChunk rows) {
    float score = rows.starts()[row] + product(some[i], row, rows);
    if (score > contenders.threshold(some[i])) {
      contenders.offer(some[i], rows.first() + row, score);
      require(i);
    }
  }

  private float product(int query, int row, RowChunk rows) {
    int dimension = rows.dimension();
    return RegisterBlock.dot(
        sketches.queries().values(),
        query * dimension,
        rows.values(),
        row * dimension,
        dimension,
        scratch);
  }
}
