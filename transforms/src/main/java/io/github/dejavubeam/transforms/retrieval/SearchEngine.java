package io.github.dejavubeam.transforms.retrieval;

/** Finds the exact k nearest rows; engines differ in speed alone, never in an answer. */
public interface SearchEngine {

  /**
   * Starts the search of a block of queries, to be shown every block of the index in turn.
   *
   * @param queries shape [queries, dimension]
   * @param k neighbours wanted, at least 1
   * @param order decides between rows at the same distance
   */
  BlockSearch search(VectorRows queries, int k, RowOrder order);

  /** A block of queries with its running k nearest. */
  interface BlockSearch {

    /**
     * Lets the index block compete.
     *
     * @param block ordinal of the block
     * @param index its rows, of the queries' dimension
     * @param excluded rows that are never neighbours
     * @throws IllegalArgumentException if the dimensions differ
     */
    void add(int block, VectorRows index, ExcludedRows excluded);

    /** The nearest of all rows added, for query {@code query}. */
    NearestNeighbors neighbors(int query);
  }
}
