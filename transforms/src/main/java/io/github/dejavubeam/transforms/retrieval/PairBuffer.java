package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.IntegerBlock;
import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.util.function.IntPredicate;

/** Pairs of queries and rows that wait to be compared more closely, many at a time. */
final class PairBuffer {

  /** Is shown pairs of queries and rows. */
  @FunctionalInterface
  interface Visitor {

    /** Rows that reached the thresholds of queries, which the visitor may raise. */
    void reached(PairBuffer pairs);
  }

  private static final int CAPACITY = 256;

  /** Pairs that may be added at a time. */
  static final int MOST_ADDED = 256;

  // Room for those, and to fill up the last of what is multiplied side by side.
  private final int[] queries = new int[CAPACITY + MOST_ADDED + RegisterBlock.PAIRS];
  private final int[] rows = new int[queries.length];
  private final int[] queryOffsets = new int[queries.length];
  private final int[] rowOffsets = new int[queries.length];
  private final float[] products = new float[queries.length];
  private final float[] scratch = new float[RegisterBlock.SCRATCH];
  private int count;

  /**
   * Adds the rows of a panel whose scores reach a threshold.
   *
   * @param sums what {@link IntegerBlock} summed for the query and the panel, at {@code offset}
   * @param here how many rows the panel has
   */
  void addReached(
      int query, int firstRow, int here, short[] sums, int offset, int shift, short threshold) {
    int to = count;
    for (int r = 0; r < here; r++) {
      // Without a branch: no processor foresees which.
      queries[to] = query;
      rows[to] = firstRow + r;
      to += IntegerBlock.score(sums, offset, r, shift) >= threshold ? 1 : 0;
    }
    count = to;
  }

  /**
   * Adds a row with some queries.
   *
   * @param firstQuery is added to the queries' numbers
   * @param some how many of the numbers count, at most {@link #MOST_ADDED}
   */
  void addQueries(int row, int firstQuery, int[] numbers, int some) {
    for (int i = 0; i < some; i++) {
      queries[count] = firstQuery + numbers[i];
      rows[count++] = row;
    }
  }

  /** Whether others might not fit. */
  boolean isFull() {
    return count > CAPACITY;
  }

  int count() {
    return count;
  }

  int query(int pair) {
    return queries[pair];
  }

  int row(int pair) {
    return rows[pair];
  }

  void clear() {
    count = 0;
  }

  /** Drops the pairs, by number, that are not wanted. */
  void keep(IntPredicate wanted) {
    int kept = 0;
    for (int pair = 0; pair < count; pair++) {
      if (wanted.test(pair)) {
        queries[kept] = queries[pair];
        rows[kept] = rows[pair];
        kept++;
      }
    }
    count = kept;
  }

  /**
   * The product of each pair, in an array that the next call overwrites.
   *
   * @param queryValues row-major, {@code width} floats each
   * @param places which of those a query's number here means
   * @param rowValues row-major, {@code width} floats each
   */
  float[] products(float[] queryValues, int[] places, float[] rowValues, int width) {
    for (int pair = 0; pair < count; pair++) {
      queryOffsets[pair] = places[queries[pair]] * width;
      rowOffsets[pair] = rows[pair] * width;
    }
    for (int pair = count; pair < count + RegisterBlock.PAIRS; pair++) {
      queryOffsets[pair] = 0;
      rowOffsets[pair] = 0;
    }
    for (int pair = 0; pair < count; pair += RegisterBlock.PAIRS) {
      RegisterBlock.products(
          queryValues, queryOffsets, rowValues, rowOffsets, pair, width, products, scratch);
    }
    return products;
  }
}
