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
  private final int deepest;
  private final int[] some;
  private final Contenders contenders;
  private final GridQueries rounded;
  private final float[] deepThresholds;
  private final CentredScores scores;
  private final Refinement refinement;
  private final GridScan scan = new GridScan();

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
    deepest = sketch.levels() - 1;
    rounded = new GridQueries(sketches, method.grid(), level, some);
    deepThresholds = new float[some.length];
    refinement = new Refinement(sketches.queries(), some, contenders);
    double[] distances = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      distances[i] = sketches.distance(some[i]);
    }
    scores = new CentredScores(sketch, sketches.queries(), some, distances);
  }

  @Override
  public void over(PanelChunk chunk) {
    RowChunk rows = chunk.rows();
    SketchedRows sketched = chunk.packed(method);
    scan(
        chunk,
        rows.count(),
        pairs -> {
          if (level < deepest) {
            deepen(pairs, sketched);
          }
          refinement.refine(pairs, rows, i -> require(i, sketched.rounded()));
        });
    refinement.offerUnscored(rows);
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
            counts[some[pairs.query(p)]]++;
          }
        });
  }

  private void scan(PanelChunk chunk, int rows, PairBuffer.Visitor visitor) {
    SketchedRows sketched = chunk.packed(method);
    scores.expect(chunk.rows().largestNorm(), sketched.largestDistance());
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
          pairs.keep(p -> refinement.isCompared(pairs.query(p), pairs.row(p), chunk.rows()));
          visitor.reached(pairs);
        });
  }

  /** A row's sketch must score as much for its true score to reach the contenders' bound. */
  private void require(int i, GridRows rows) {
    if (sketches.queries().isNaN(some[i])) {
      rounded.giveUp(i);
      return;
    }
    rounded.require(i, scores.least(i, level, contenders), rows);
    deepThresholds[i] = Math.nextDown(RoundingBound.floor(scores.least(i, deepest, contenders)));
  }

  /** Keeps the pairs that the deepest sketches cannot exclude either. */
  private void deepen(PairBuffer pairs, SketchedRows rows) {
    float[] products =
        pairs.products(sketches.forDeepestLevel(), some, rows.values(), sketch.width());
    pairs.keep(p -> rows.starts()[pairs.row(p)] + products[p] > deepThresholds[pairs.query(p)]);
  }
}
