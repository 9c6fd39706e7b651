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
      int largest = offered.get().largestPair();
      ByteBuffer rows = rows(shape[0] * shape[2]);
      ByteBuffer queries = queries(shape[2], shape[1], largest);
      ByteBuffer expected = ByteBuffer.allocateDirect(shape[0] * shape[1] * Integer.BYTES);
      ByteBuffer found = ByteBuffer.allocateDirect(shape[0] * shape[1] * Integer.BYTES);
      new PlainByteProducts(largest).of(rows, shape[0], queries, shape[1], shape[2], expected);
      offered.get().of(rows, shape[0], queries, shape[1], shape[2], found);
      assertEquals(expected, found);
    }
  }

  /** Every other byte is the least or the most, so that sums are as large as they can be. */
  private ByteBuffer rows(int size) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size);
    for (int at = 0; at < size; at++) {
      bytes.put(at, (byte) extremeOr(0, 255));
    }
    return bytes;
  }

  /** Every other pair is as large as it may be. */
  private ByteBuffer queries(int width, int count, int largestPair) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(width * count);
    for (int c = 0; c < width; c += 2) {
      for (int q = 0; q < count; q++) {
        int one = extremeOr(-127, 127);
        int other = extremeOr(Math.max(-127, -largestPair - one), Math.min(127, largestPair - one));
        bytes.put(c * count + q, (byte) one);
        bytes.put((c + 1) * count + q, (byte) other);
      }
    }
    return bytes;
  }

  private int extremeOr(int least, int most) {
    if (random.nextBoolean()) {
      return random.nextBoolean() ? least : most;
    }
    return least + random.nextInt(most - least + 1);
  }
}
