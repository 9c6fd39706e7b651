package io.github.dejavubeam.transforms.retrieval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Products of bytes as anyone would write them. */
public final class PlainByteProducts implements ByteProducts {

  private final int largestPair;

  /** Products of queries with pairs up to this size, which refuse larger ones. */
  public PlainByteProducts(int largestPair) {
    this.largestPair = largestPair;
  }

  @Override
  public int largestPair() {
    return largestPair;
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
    for (int c = 0; c < width; c += 2) {
      for (int q = 0; q < queryCount; q++) {
        int one = queries.get(c * queryCount + q);
        int other = queries.get((c + 1) * queryCount + q);
        if (one == Byte.MIN_VALUE || other == Byte.MIN_VALUE) {
          throw new IllegalArgumentException("-128 is beyond -127");
        }
        if (Math.abs(one + other) > largestPair) {
          throw new IllegalArgumentException(one + " and " + other + " are beyond " + largestPair);
        }
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
