package io.github.dejavubeam.transforms.retrieval;

/** Finds the exact k nearest rows; engines differ in speed alone, never in an answer. */
public interface SearchEngine {

  /**
   * Starts the search of a block of queries, to be shown every block of the index in turn.
   *
   * @param queries shape [queries, dimension]
   * @param k neighbours wanted, at least 1
   * @param order decides between rows at the same distance
   * @param indexRows how many rows it will be shown, which tells what preparations pay; an error
   *     costs time, never an answer
   */
  BlockSearch search(VectorRows queries, int k, RowOrder order, long indexRows);

  /**
   * Bytes that a search holds for each of its queries, all told.
   *
   * @param dimension components of a vector
   * @param k neighbours wanted
   */
  long bytesPerQuery(int dimension, int k);

  /** A block of queries with its running k nearest. One thread uses it. */
  interface BlockSearch {

    /**
     * Lets the rows of index blocks compete. An engine may ask for the next block, and read it, on
     * a thread of its own while it searches the one before, and read rows of earlier ones again; it
     * has let go of all of them when this returns.
     *
     * @param blocks each of the queries' dimension
     * @param excluded rows that are never neighbours
     * @throws IllegalArgumentException if the dimensions differ
     */
    void addAll(Iterable<IndexBlock> blocks, ExcludedRows excluded);

    /** The nearest of all rows added, for query {@code query}. */
    NearestNeighbors neighbors(int query);

    /** What was spent so far. */
    SearchTime time();
  }
}
