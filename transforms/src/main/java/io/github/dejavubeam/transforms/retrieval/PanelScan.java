package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Compares packed queries with packed rows and shows those that score high enough. */
final class PanelScan {

  /** Panels that stay in the second-level cache while the queries pass: half of 1 MiB. */
  private static final int CACHED_FLOATS = 1 << 17;

  private final float[] scores = new float[RegisterBlock.QUERIES * RegisterBlock.ROWS];

  /** Is shown a query and a panel. */
  @FunctionalInterface
  interface Visitor {

    /**
     * Some row's score is above the query's threshold.
     *
     * @param scores those of the panel's rows at {@code offset}, until this returns
     */
    void above(int query, int panel, float[] scores, int offset);
  }

  /**
   * Shows every query and panel with a score above the query's threshold at that moment.
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
              visitor.above(query + j, panel, scores, j * RegisterBlock.ROWS);
            }
          }
        }
      }
    }
  }
}
