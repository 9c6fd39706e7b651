package io.github.dejavubeam.transforms.retrieval;

/**
 * How comparing all components, rounded, fared for those queries it was tried for, on some rows.
 */
interface RoundedTrial {

  /**
   * Tries it for some queries.
   *
   * @param some none of them for the second time
   */
  void tryFor(int[] some);

  /** Work of a pair of that query, as a share of comparing it whole. */
  double work(int query);

  /** Work of rounding a row, in units of comparing it whole with a query. */
  double workOfRow();

  /** How rows must be packed. */
  PackedRows.Packing<?> packing();

  /** A pass over some queries. */
  Pass pass(int[] some);
}
