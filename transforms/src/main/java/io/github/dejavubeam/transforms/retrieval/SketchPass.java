package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Compares sketches at a level, and whole vectors where those cannot exclude a row. */
final class SketchPass implements Pass {

  private final SketchedQueries sketches;
  private final int level;
  private final int[] some;
  private final Contenders contenders;
  private final float[] packed;
  private final float[] thresholds;
  private final double[] shifts;
  private final double[] errors;
  private final PanelScan scan = new PanelScan();
  private final float[] scratch = new float[RegisterBlock.ROWS];
  private double largestNorm = -1;
  private double largestDistance = -1;
  private long refined;
  private double survivors;

  SketchPass(SketchedQueries sketches, int level, int[] some, Contenders contenders) {
    this.sketches = sketches;
    this.level = level;
    this.some = some;
    this.contenders = contenders;
    packed = sketches.packed(some, level);
    thresholds = new float[some.length];
    shifts = new double[some.length];
    errors = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      double distance = sketches.distance(some[i]);
      shifts[i] = (distance * distance - sketches.queries().squaredNorm(some[i])) / 2;
    }
  }

  @Override
  public void over(PanelChunk chunk) {
    RowChunk rows = chunk.rows();
    refined = 0;
    scan(chunk, rows.count(), (i, row, score) -> refine(i, row, rows));
    survivors = (double) refined / ((double) some.length * rows.count());
  }

  /** Counts, without offering them, the rows of a chunk that each query's sketch cannot exclude. */
  int[] count(PanelChunk chunk, int rows) {
    int[] counts = new int[some.length];
    scan(chunk, rows, (i, row, score) -> counts[i]++);
    return counts;
  }

  /** Share of the pairs of the last chunk whose whole vectors were compared. */
  double survivors() {
    return survivors;
  }

  int level() {
    return level;
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
        sketches.sketch().width(level),
        sketched.panels(),
        sketches.sketch().width(),
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
        double norm = sketches.queries().norm(some[i]);
        double distance = sketches.distance(some[i]);
        errors[i] =
            sketches.sketch().error(level, largestNorm, largestDistance, norm, distance)
                + 1e-12 * (distance * distance + norm * norm);
      }
    }
  }

  /** A row's sketch must score above this for its true score to reach the contenders' bound. */
  private void require(int i) {
    thresholds[i] =
        sketches.queries().isNaN(some[i])
            ? Float.POSITIVE_INFINITY
            : Math.nextDown(RoundingBound.floor(contenders.bound(some[i]) + shifts[i] - errors[i]));
  }

  private void refine(int i, int row, RowChunk rows) {
    refined++;
    int query = some[i];
    int dimension = rows.dimension();
    float score =
        rows.starts()[row]
            + RegisterBlock.dot(
                sketches.queries().values(),
                query * dimension,
                rows.values(),
                row * dimension,
                dimension,
                scratch);
    if (score > contenders.threshold(query)) {
      contenders.offer(query, rows.first() + row, score);
      require(i);
    }
  }
}
