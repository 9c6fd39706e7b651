package io.github.dejavubeam.transforms.retrieval;

import java.nio.ByteBuffer;

/** Multiplies matrices of bytes exactly. May be used by several threads. */
public interface ByteProducts {

  /** More than any two components are together. */
  int ANY_PAIR = 256;

  /**
   * The most, in size, that a query's components 2i and 2i + 1 may be together for products to be
   * exact: 128 where a processor adds up two products in 16 bits, {@link #ANY_PAIR} where not.
   */
  int largestPair();

  /** The time that products take, as a share of that of as many floats'; steers, no more. */
  double work();

  /**
   * {@code products[r][q] = Σ_c (rows[r][c] - 128) · queries[c][q]}, ints in native order.
   *
   * @param rows unsigned bytes, shape [rowCount, width], in direct memory as the others are
   * @param queries bytes from -127 to 127, pairs of at most {@link #largestPair}, shape [width,
   *     queryCount]
   * @param width at most 65,536
   * @param products receives shape [rowCount, queryCount]
   */
  void of(
      ByteBuffer rows,
      int rowCount,
      ByteBuffer queries,
      int queryCount,
      int width,
      ByteBuffer products);
}
