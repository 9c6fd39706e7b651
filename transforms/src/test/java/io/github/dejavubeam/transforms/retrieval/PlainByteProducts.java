package io.github.dejavubeam.transforms.retrieval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Products of bytes as anyone would write them. */
public final class PlainByteProducts implements ByteProducts {

  @Override
  public void of(
      ByteBuffer rows,
      int rowCount,
      ByteBuffer queries,
      int queryCount,
      int width,
      ByteBuffer products) {
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
