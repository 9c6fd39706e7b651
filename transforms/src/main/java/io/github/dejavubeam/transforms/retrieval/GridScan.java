package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.IntegerBlock;
import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Compares queries with rows on a {@link Grid} and shows those that score high enough. */
final class GridScan {

  /** Bytes that stay in the second-level cache while the queries pass: half of 1 MiB. */
  private static final int CACHED_BYTES = 1 << 19;

  private final short[] sums = new short[2 * IntegerBlock.QUERIES * RegisterBlock.ROWS];
  private final PairBuffer reached = new PairBuffer();

  /**
   * Shows every query and row with a score that reaches the query's threshold at some moment, many
   * at a time.
   *
   * @param packed the rows
   * @param panelPairs pairs of a packed row
   * @param touched bytes of a row that the visitor reads, which should stay in the cache as well
   */
  void scan(
      GridQueries queries,
      GridRows packed,
      int panelPairs,
      int rows,
      int touched,
      PairBuffer.Visitor visitor) {
    int pairs = queries.pairs();
    int panelShorts = 2 * panelPairs * RegisterBlock.ROWS;
    int all = Panels.panels(rows);
    int bytesOfRow = Math.max(2 * Short.BYTES * pairs, touched);
    int group = Math.max(1, CACHED_BYTES / (bytesOfRow * RegisterBlock.ROWS));
    for (int first = 0; first < all; first += group) {
      int end = Math.min(first + group, all);
      for (int query = 0; query < queries.count(); query += IntegerBlock.QUERIES) {
        int here = Math.min(IntegerBlock.QUERIES, queries.count() - query);
        for (int panel = first; panel < end; panel++) {
          IntegerBlock.sums(
              packed.panels(),
              panel * panelShorts,
              packed.starts(),
              panel * RegisterBlock.ROWS,
              queries.packed(),
              query * pairs,
              pairs,
              sums);
          for (int j = 0; j < here; j++) {
            int at = 2 * j * RegisterBlock.ROWS;
            int shift = queries.shift(query + j);
            short threshold = queries.threshold(query + j);
            if (IntegerBlock.anyReaches(sums, at, shift, threshold)) {
              int firstRow = panel * RegisterBlock.ROWS;
              int rowsHere = Math.min(RegisterBlock.ROWS, rows - firstRow);
              reached.addReached(query + j, firstRow, rowsHere, sums, at, shift, threshold);
              if (reached.isFull()) {
                visitor.reached(reached);
                reached.clear();
              }
            }
          }
        }
      }
      // While the rows are in the cache.
      visitor.reached(reached);
      reached.clear();
    }
  }
}
