package io.github.dejavubeam.transforms.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ByteBlockTest {

  private static final int FIRST = 3;
  private static final int OFFSET_INTS = 5;

  private final Random random = new Random(1);

  /**
   * As many as are looked at together, fewer, more, and some left over; few, half, or all large.
   */
  @Test
  void largeProductsAreThoseThatPlainJavaFinds() {
    for (int vectors = 1; vectors <= 13; vectors++) {
      for (double share : new double[] {0, 0.01, 0.5, 1}) {
        checkReached(vectors * ByteBlock.PRODUCTS, share);
      }
    }
  }

  private void checkReached(int count, double share) {
    ByteBuffer products =
        ByteBuffer.allocateDirect((OFFSET_INTS + count) * Integer.BYTES)
            .order(ByteOrder.nativeOrder());
    float[] perStep = new float[FIRST + count];
    float[] thresholds = new float[FIRST + count];
    float scale = 0.01f;
    float start = -2;
    for (int i = 0; i < count; i++) {
      products.putInt((OFFSET_INTS + i) * Integer.BYTES, random.nextInt(2_000) - 1_000);
      perStep[FIRST + i] = 1 + random.nextFloat();
      float score = score(products, i, scale, start, perStep);
      // Those that just reach it, and those that just do not, as well.
      thresholds[FIRST + i] = random.nextDouble() < share ? score : Math.nextUp(score);
    }
    if (share == 0.5) {
      thresholds[FIRST] = Float.NEGATIVE_INFINITY;
      thresholds[FIRST + count - 1] = Float.POSITIVE_INFINITY;
    }
    int[] expected =
        IntStream.range(0, count)
            .filter(i -> score(products, i, scale, start, perStep) >= thresholds[FIRST + i])
            .toArray();

    int[] reached = new int[count];
    int found =
        ByteBlock.reached(
            products,
            OFFSET_INTS * Integer.BYTES,
            count,
            scale,
            start,
            perStep,
            thresholds,
            FIRST,
            reached);

    assertArrayEquals(expected, Arrays.copyOf(reached, found));
  }

  private static float score(
      ByteBuffer products, int i, float scale, float start, float[] perStep) {
    int product = products.getInt((OFFSET_INTS + i) * Integer.BYTES);
    return Math.fma((float) product, scale, perStep[FIRST + i] * start);
  }
}
