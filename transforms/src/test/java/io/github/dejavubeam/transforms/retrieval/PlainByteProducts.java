package io.github.dejavubeam.transforms.retrieval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Products of bytes as anyone would write them. */
public final class PlainByteProducts implements ByteProducts {

  private final int largestQuery;

  /** Products of queries with components up to this size, which refuse larger ones. */
  public PlainByteProducts(int largestQuery) {
    this.largestQuery = largestQuery;
  }

  @Override
  public int largestQuery() {
    return largestQuery;
  }

  @Override
  public double work() {
    return 0.3;
  }

  @Override
  public void of(
      ByteBuffer rows,
      int rowCount,
      ByteBuffer queries,
      int queryCount,
      int width,
      ByteBuffer products) {
    for (int at = 0; at < width * queryCount; at++) {
      if (Math.abs(queries.get(at)) > largestQuery) {
        throw new IllegalArgumentException(queries.get(at) + " is beyond " + largestQuery);
      }
    }
    ByteBuffer ordered = products.duplicate().order(ByteOrder.nativeOrder());
    for (int r = 0; r < rowCount; r++) {
      for (int q = 0; q < queryCount; q++) {
        int sum = 0;
        for (int c = 0; c < width; c++) {
          sum += ((rows.get(r * width + c) & 0xff) - 128) * queries.get(c * queryCount + q);
        }
        ordered.putInt((r * queryCount + q) * Integer.BYTES, sum);
      }
    }
  }
}
