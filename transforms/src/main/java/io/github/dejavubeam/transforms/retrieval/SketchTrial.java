package io.github.dejavubeam.transforms.retrieval;

import java.util.stream.IntStream;

/** What every level of a sketch could exclude for every query, tried on some rows. */
final class SketchTrial {

  private static final int MOST_ROWS = 256;

  private final Sketch sketch;
  private final int dimension;
  private final int tried;
  private final int[][] rows;

  /** Tries all levels on rows of a chunk. */
  SketchTrial(Sketch sketch, QueryRows queries, Contenders contenders, RowChunk chunkRows) {
    this.sketch = sketch;
    dimension = queries.dimension();
    tried = Math.min(MOST_ROWS, chunkRows.count());
    rows = new int[sketch.levels()][queries.count()];
    PanelChunk chunk = PanelChunk.sketching(chunkRows, sketch);
    SketchedQueries sketches = new SketchedQueries(sketch, queries);
    int[] every = IntStream.range(0, queries.count()).toArray();
    for (int level = 0; level < sketch.levels(); level++) {
      new SketchPass(sketches, level, every, contenders).count(chunk, tried, rows[level]);
    }
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
        sketch.width(level),
        sketch.width(depth - 1),
        dimension,
        hits,
        level == depth - 1 ? 0 : hits,
        (double) rows[depth - 1][query] / tried);
  }
}
