package io.github.dejavubeam.transforms.retrieval;

/** What every level of a sketch could exclude for those queries it was tried for, on some rows. */
final class SketchTrial {

  private static final int MOST_ROWS = 256;

  private final GridSketch method;
  private final SketchedQueries sketches;
  private final Contenders contenders;
  private final PanelChunk chunk;
  private final int dimension;
  private final int tried;
  private final int[][] rows;

  private SketchTrial(
      GridSketch method, SketchedQueries sketches, Contenders contenders, RowChunk chunkRows) {
    this.method = method;
    this.sketches = sketches;
    this.contenders = contenders;
    dimension = sketches.queries().dimension();
    tried = Math.min(MOST_ROWS, chunkRows.count());
    rows = new int[method.sketch().levels()][sketches.count()];
    chunk = PanelChunk.packing(chunkRows, method);
  }

  /**
   * A trial of rows of a chunk, for no query yet.
   *
   * @return null where no grid suits the vectors
   */
  static SketchTrial of(Sketch sketch, QueryRows queries, Contenders contenders, RowChunk rows) {
    SketchedQueries sketches = new SketchedQueries(sketch, queries);
    Grid grid = Grid.covering(sketches, rows);
    return grid == null
        ? null
        : new SketchTrial(new GridSketch(sketch, grid), sketches, contenders, rows);
  }

  /**
   * Tries levels for some queries.
   *
   * @param some none of them for the second time
   * @param depth how many levels, the first ones
   */
  void tryFor(int[] some, int depth) {
    for (int level = 0; level < depth; level++) {
      new SketchPass(sketches, method, level, some, contenders).count(chunk, tried, rows[level]);
    }
  }

  /** All queries by what is tried. */
  SketchedQueries sketches() {
    return sketches;
  }

  /** What was tried. */
  GridSketch method() {
    return method;
  }

  /**
   * The level to begin with that promises the least work for a query.
   *
   * @param depth number of levels that sketches have, at least 1
   */
  int bestLevel(int query, int depth) {
    int best = 0;
    for (int level = 1; level < depth; level++) {
      if (work(query, level, depth) < work(query, best, depth)) {
        best = level;
      }
    }
    return best;
  }

  /** Work of a pair of that query, beginning with a level, as a share of comparing it whole. */
  double work(int query, int level, int depth) {
    double hits = (double) rows[level][query] / tried;
    return SketchWork.ofPair(
        method.sketch().width(level),
        method.sketch().width(depth - 1),
        dimension,
        hits,
        level == depth - 1 ? 0 : hits,
        (double) rows[depth - 1][query] / tried);
  }
}
