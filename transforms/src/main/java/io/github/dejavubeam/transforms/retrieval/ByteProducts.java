package io.github.dejavubeam.transforms.retrieval;

import java.nio.ByteBuffer;

/** Multiplies matrices of bytes exactly. May be used by several threads. */
public interface ByteProducts {

  /**
   * {@code products[r][q] = Σ_c (rows[r][c] - 128) · queries[c][q]}, ints in native order.
   *
   * @param rows unsigned bytes, shape [rowCount, width], in direct memory as the others are
   * @param queries signed bytes, shape [width, queryCount]
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
