package io.github.dejavubeam.transforms.retrieval;

/** How comparing all components, rounded, fared for every query, tried on some rows. */
interface RoundedTrial {

  /** Work of a pair of that query, as a share of comparing it whole. */
  double work(int query);

  /** Work of rounding a row, in units of comparing it whole with a query. */
  double workOfRow();

  /** How rows must be packed. */
  PackedRows.Packing<?> packing();

  /** A pass over some queries. */
  Pass pass(int[] some);
}
