package io.github.dejavubeam.transforms.kernel;

import java.nio.ByteBuffer;

/**
 * Lets Java's compiler see at once all classes of vectors that the kernels use.
 *
 * <p>What the Vector API runs before its calls are compiled away is shared by vectors of floats,
 * shorts and ints. If it is compiled while there are floats only, it is undone when the others
 * come, and each time counts against every kernel that calls it: past 100 ({@code
 * PerMethodTrapLimit}) the compiler no longer trusts the classes that it sees, and leaves vectors
 * as objects on the heap. In one process of two that made {@link IntegerBlock} three times slower.
 */
public final class TypeProfiles {

  /**
   * The compiler counts from call 200 on and decides after 5,000 or more; a round has a hundred.
   */
  private static final int ROUNDS = 100;

  private TypeProfiles() {}

  /** To be called before the kernels are; takes some milliseconds. */
  public static void fill() {
    int rows = RegisterBlock.ROWS;
    float[] panel = new float[rows];
    float[] scores = new float[RegisterBlock.QUERIES * rows];
    short[] pairs = new short[2 * rows];
    int[] queries = new int[IntegerBlock.QUERIES];
    short[] sums = new short[2 * IntegerBlock.QUERIES * rows];
    int byteProducts = 5 * ByteBlock.PRODUCTS;
    ByteBuffer products = ByteBuffer.allocateDirect(byteProducts * Integer.BYTES);
    int[] pixels = new int[3 * ResizeBlock.ROWS];
    int[] one = {1};
    for (int round = 0; round < ROUNDS; round++) {
      RegisterBlock.scores(panel, 0, panel, 0, scores, 0, 1, scores);
      RegisterBlock.anyAbove(scores, 0, 1);
      IntegerBlock.sums(pairs, 0, new int[rows], 0, queries, 0, 1, sums);
      IntegerBlock.anyReaches(sums, 0, 0, (short) 1);
      ByteBlock.subtract(panel, 0, panel, scores);
      ByteBlock.round(new float[ByteBlock.GROUP], 1, new int[ByteBlock.GROUP / 4], new float[2]);
      ByteBlock.reached(
          products, 0, byteProducts, 1, -round % 2, scores, scores, 0, new int[byteProducts]);
      ResizeBlock.resizeRows(pixels, 0, new int[1], one, one, 1, 22, 1, new int[ResizeBlock.ROWS]);
      ResizeBlock.addRows(pixels, ResizeBlock.ROWS, 0, 1, one, 0, pixels, 0);
    }
  }
}
