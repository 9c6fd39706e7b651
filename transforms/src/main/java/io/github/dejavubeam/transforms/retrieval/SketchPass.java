package io.github.dejavubeam.transforms.retrieval;

/**
 * Compares sketches at a level, on their grid; where those cannot exclude a row, sketches at the
 * deepest level; and whole vectors where those cannot either.
 */
final class SketchPass implements Pass {

  private final SketchedQueries sketches;
  private final GridSketch method;
  private final Sketch sketch;
  private final int level;
  private final boolean deepest;
  private final int[] some;
  private final Contenders contenders;
  private final GridQueries rounded;
  private final float[] deepThresholds;
  private final double[] shifts;
  private final double[] errors;
  private final double[] deepErrors;
  private final GridScan scan = new GridScan();
  private double largestNorm = -1;
  private double largestDistance = -1;

  /**
   * A pass over some queries.
   *
   * @param sketches all queries by the method's sketch
   */
  SketchPass(
      SketchedQueries sketches, GridSketch method, int level, int[] some, Contenders contenders) {
    this.sketches = sketches;
    this.method = method;
    this.level = level;
    this.some = some;
    this.contenders = contenders;
    sketch = method.sketch();
    deepest = level == sketch.levels() - 1;
    rounded = new GridQueries(sketches, method.grid(), level, some);
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
    SketchedRows sketched = chunk.sketches(method);
    scan(
        chunk,
        rows.count(),
        pairs -> {
          if (!deepest) {
            deepen(pairs, sketched);
          }
          refine(pairs, rows, sketched);
        });
    for (int row : sketched.unscored()) {
      for (int query : some) {
        if (!sketches.queries().isNaN(query)) {
          contenders.offer(query, rows.first() + row, Float.POSITIVE_INFINITY);
        }
      }
    }
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
        pairs -> {
          for (int p = 0; p < pairs.count(); p++) {
            counts[pairs.query(p)]++;
          }
        });
  }

  private void scan(PanelChunk chunk, int rows, GridScan.Visitor visitor) {
    SketchedRows sketched = chunk.sketches(method);
    expect(chunk.rows().largestNorm(), sketched.largestDistance());
    for (int i = 0; i < some.length; i++) {
      rounded.place(i, sketched.rounded());
      require(i, sketched.rounded());
    }
    scan.scan(
        rounded,
        sketched.rounded(),
        GridRows.pairs(sketch.width()),
        rows,
        chunk.rows().dimension() * Float.BYTES,
        pairs -> {
          pairs.keep(p -> isCompared(pairs.query(p), pairs.row(p), sketched));
          visitor.reached(pairs);
        });
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

  /** A row's sketch must score as much for its true score to reach the contenders' bound. */
  private void require(int i, GridRows rows) {
    if (sketches.queries().isNaN(some[i])) {
      rounded.giveUp(i);
      return;
    }
    double bound = contenders.bound(some[i]) + shifts[i];
    rounded.require(i, bound - errors[i], rows);
    deepThresholds[i] = Math.nextDown(RoundingBound.floor(bound - deepErrors[i]));
  }

  private boolean isCompared(int i, int row, SketchedRows rows) {
    return !Float.isInfinite(rows.starts()[row]) && !sketches.queries().isNaN(some[i]);
  }

  /** Keeps the pairs that the deepest sketches cannot exclude either. */
  private void deepen(PairBuffer pairs, SketchedRows rows) {
    float[] products =
        pairs.products(sketches.forDeepestLevel(), some, rows.values(), sketch.width());
    pairs.keep(p -> rows.starts()[pairs.row(p)] + products[p] > deepThresholds[pairs.query(p)]);
  }

  private void refine(PairBuffer pairs, RowChunk rows, SketchedRows sketched) {
    float[] products =
        pairs.products(sketches.queries().values(), some, rows.values(), rows.dimension());
    for (int p = 0; p < pairs.count(); p++) {
      int i = pairs.query(p);
      float score = rows.starts()[pairs.row(p)] + products[p];
      if (score > contenders.threshold(some[i])) {
        contenders.offer(some[i], rows.first() + pairs.row(p), score);
        require(i, sketched.rounded());
      }
    }
  }
}
