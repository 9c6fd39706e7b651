package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Compares packed queries with packed rows and shows the pairs that score high enough. */
final class PanelScan {

  /** Panels that stay in the second-level cache while the queries pass: half of 1 MiB. */
  private static final int CACHED_FLOATS = 1 << 17;

  private final float[] scores = new float[RegisterBlock.QUERIES * RegisterBlock.ROWS];

  /** Is shown a pair. */
  @FunctionalInterface
  interface Visitor {

    /** A row whose score is above the query's threshold. */
    void above(int query, int row, float score);
  }

  /**
   * Shows every pair whose score is above the query's threshold at that moment.
   *
   * @param packed queries as {@link Panels#packQueries} lays them out
   * @param thresholds one a query; the visitor may raise them
   * @param width components compared
   * @param panels rows as {@link Panels#packRows} lays them out
   * @param panelWidth components of a packed row, at least {@code width}
   * @param starts what each row's score starts from, for all rows of the last panel too
   * @param touched floats of a row that the visitor reads, which should stay in the cache as well
   */
  void scan(
      float[] packed,
      float[] thresholds,
      int width,
      float[] panels,
      int panelWidth,
      float[] starts,
      int rows,
      int touched,
      Visitor visitor) {
    int panelFloats = panelWidth * RegisterBlock.ROWS;
    int all = Panels.panels(rows);
    int group = Math.max(1, CACHED_FLOATS / (Math.max(width, touched) * RegisterBlock.ROWS));
    for (int first = 0; first < all; first += group) {
      int end = Math.min(first + group, all);
      for (int query = 0; query < thresholds.length; query += RegisterBlock.QUERIES) {
        int queries = Math.min(RegisterBlock.QUERIES, thresholds.length - query);
        for (int panel = first; panel < end; panel++) {
          RegisterBlock.scores(
              panels,
              panel * panelFloats,
              starts,
              panel * RegisterBlock.ROWS,
              packed,
              query * width,
              width,
              scores);
          for (int j = 0; j < queries; j++) {
            if (RegisterBlock.anyAbove(scores, j * RegisterBlock.ROWS, thresholds[query + j])) {
              show(query + j, j, panel * RegisterBlock.ROWS, thresholds, visitor);
            }
          }
        }
      }
    }
  }

  private void show(int query, int j, int firstRow, float[] thresholds, Visitor visitor) {
    for (int r = 0; r < RegisterBlock.ROWS; r++) {
      float score = scores[j * RegisterBlock.ROWS + r];
      if (score > thresholds[query]) {
        visitor.above(query, firstRow + r, score);
      }
    }
  }
}
