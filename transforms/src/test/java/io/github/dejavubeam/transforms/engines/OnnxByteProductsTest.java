package io.github.dejavubeam.transforms.engines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dejavubeam.transforms.retrieval.ByteProducts;
import io.github.dejavubeam.transforms.retrieval.PlainByteProducts;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products of bytes are those of whole numbers, wherever they are offered. */
class OnnxByteProductsTest {

  private final Random random = new Random(1);

  @Test
  void areThoseOfWholeNumbers() {
    Optional<ByteProducts> offered = OnnxByteProducts.where();
    assumeTrue(offered.isPresent(), "this processor has no fast and exact products of bytes");
    for (int[] shape : new int[][] {{1, 16, 64}, {48, 16, 128}, {301, 256, 192}, {7, 32, 4096}}) {
      int largest = offered.get().largestQuery();
      ByteBuffer rows = bytes(shape[0] * shape[2], 0, 255);
      ByteBuffer queries = bytes(shape[1] * shape[2], -largest, largest);
      ByteBuffer expected = ByteBuffer.allocateDirect(shape[0] * shape[1] * Integer.BYTES);
      ByteBuffer found = ByteBuffer.allocateDirect(shape[0] * shape[1] * Integer.BYTES);
      new PlainByteProducts(largest).of(rows, shape[0], queries, shape[1], shape[2], expected);
      offered.get().of(rows, shape[0], queries, shape[1], shape[2], found);
      assertEquals(expected, found);
    }
  }

  /** Every other byte is the least or the most: sums of neighbours are as large as they can be. */
  private ByteBuffer bytes(int size, int least, int most) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size);
    for (int at = 0; at < size; at++) {
      boolean extreme = random.nextBoolean();
      int value = random.nextInt(extreme ? 2 : most - least + 1);
      bytes.put(at, (byte) (extreme ? (value == 0 ? least : most) : least + value));
    }
    return bytes;
  }
}
