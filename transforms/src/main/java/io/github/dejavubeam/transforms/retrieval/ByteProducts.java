package io.github.dejavubeam.transforms.retrieval;

import java.nio.ByteBuffer;

/** Multiplies matrices of bytes exactly. May be used by several threads. */
public interface ByteProducts {

  /**
   * The largest component of queries, in size, with which products are exact: 127, or less where a
   * processor adds two of them up in 16 bits.
   */
  int largestQuery();

  /** The time that products take, as a share of that of as many floats'; steers, no more. */
  double work();

  /**
   * {@code products[r][q] = Σ_c (rows[r][c] - 128) · queries[c][q]}, ints in native order.
   *
   * @param rows unsigned bytes, shape [rowCount, width], in direct memory as the others are
   * @param queries signed bytes of at most {@link #largestQuery}, shape [width, queryCount]
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
