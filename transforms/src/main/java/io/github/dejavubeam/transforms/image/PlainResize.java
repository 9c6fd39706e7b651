package io.github.dejavubeam.transforms.image;

import java.util.Arrays;

/**
 * A resize in plain Java, two rows of the input at a time: for where {@link VectorResize} cannot be
 * used.
 */
final class PlainResize {

  private static final int HALF = ResampleCoefficients.HALF;
  private static final long TWO_HALVES = ((long) HALF << Integer.SIZE) + HALF;

  private final RgbImage image;
  private final int size;
  private final int firstColumn;
  private final ResampleCoefficients columns;
  private final long[] pairs;
  private final int[] upper;
  private final int[] lower;

  /**
   * A resize of columns {@code left} to {@code left + size - 1} of the output.
   *
   * @param columns their weights; null where the width stays
   */
  PlainResize(RgbImage image, int left, ResampleCoefficients columns, int size) {
    this.image = image;
    this.size = size;
    this.columns = columns;
    upper = new int[3 * size];
    lower = new int[3 * size];
    firstColumn = columns == null ? left : columns.firstInput(0);
    pairs = new long[columns == null ? 0 : 3 * (columns.endInput(size - 1) - firstColumn)];
  }

  /**
   * Writes rows {@code top} to {@code top + size - 1} of the output.
   *
   * @param weights their weights; null where the height stays
   */
  void window(int top, ResampleCoefficients weights, int[] window) {
    if (weights == null) {
      for (int y = 0; y < size; y += 2) {
        boolean second = y + 1 < size;
        load(top + y, second ? top + y + 1 : top + y);
        pack(upper, 0, window, y * size);
        if (second) {
          pack(lower, 0, window, (y + 1) * size);
        }
      }
    } else {
      vertical(weights, window);
    }
  }

  /**
   * Adds each row of the input to all rows of the window that it has a part in, so that it is
   * resampled once and only the window is in memory, however high the input.
   */
  private void vertical(ResampleCoefficients weights, int[] window) {
    int stride = 3 * size;
    int[] sums = new int[stride * size];
    Arrays.fill(sums, HALF);
    int first = 0;
    int end = weights.endInput(size - 1);
    for (int row = weights.firstInput(0); row < end; row += 2) {
      load(row, Math.min(row + 1, end - 1));
      while (weights.endInput(first) <= row) {
        first++;
      }
      for (int y = first; y < size && weights.firstInput(y) <= row + 1; y++) {
        add(
            weights.weight(y, row),
            row + 1 < end ? weights.weight(y, row + 1) : 0,
            sums,
            y * stride);
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] = rounded(sums[i]);
    }
    for (int y = 0; y < size; y++) {
      pack(sums, y * stride, window, y * size);
    }
  }

  private void add(int upperWeight, int lowerWeight, int[] sums, int offset) {
    int[] upper = this.upper;
    int[] lower = this.lower;
    for (int i = 0; i < upper.length; i++) {
      sums[offset + i] += upperWeight * upper[i] + lowerWeight * lower[i];
    }
  }

  /** A row of red, green and blue values in turn as pixels. */
  private void pack(int[] values, int offset, int[] window, int target) {
    for (int x = 0, i = offset; x < size; x++, i += 3) {
      window[target + x] = values[i] << 24 | values[i + 1] << 16 | values[i + 2] << 8;
    }
  }

  /** A fixed-point sum, which holds the half that rounds it, as a pixel value. */
  private static int rounded(int sum) {
    return Math.max(0, Math.min(255, sum >> ResampleCoefficients.PRECISION_BITS));
  }

  /**
   * Resamples these rows into {@link #upper} and {@link #lower}, as ints, which the vertical pass
   * can multiply by the vector.
   *
   * <p>The two rows are the halves of one long, and are multiplied and added as one: a sum of
   * either fits in 32 bits, and what a negative lower half borrows from the upper one is given back
   * when they are taken apart.
   */
  private void load(int upperRow, int lowerRow) {
    int[] pixels = image.pixels();
    int first = image.width() * upperRow + firstColumn;
    int second = image.width() * lowerRow + firstColumn;
    if (columns == null) {
      for (int x = 0, i = 0; x < size; x++, i += 3) {
        unpack(pixels[first + x], upper, i);
        unpack(pixels[second + x], lower, i);
      }
      return;
    }
    for (int x = 0, i = 0; i < pairs.length; x++, i += 3) {
      long above = pixels[first + x];
      long below = pixels[second + x];
      pairs[i] = (above << 8 & 0xff_0000_0000L) | (below >>> 24 & 0xff);
      pairs[i + 1] = (above << 16 & 0xff_0000_0000L) | (below >>> 16 & 0xff);
      pairs[i + 2] = (above << 24 & 0xff_0000_0000L) | (below >>> 8 & 0xff);
    }
    resample();
  }

  private static void unpack(int pixel, int[] values, int offset) {
    values[offset] = pixel >>> 24;
    values[offset + 1] = pixel >>> 16 & 0xff;
    values[offset + 2] = pixel >>> 8 & 0xff;
  }

  private void resample() {
    int[] weights = columns.weights();
    long[] pairs = this.pairs;
    for (int x = 0, target = 0; x < size; x++, target += 3) {
      int offset = columns.offset(x);
      int count = columns.count(x);
      int source = 3 * (columns.firstInput(x) - firstColumn);
      long red = TWO_HALVES;
      long green = TWO_HALVES;
      long blue = TWO_HALVES;
      for (int tap = 0; tap < count; tap++) {
        long weight = weights[offset + tap];
        red += weight * pairs[source + 3 * tap];
        green += weight * pairs[source + 3 * tap + 1];
        blue += weight * pairs[source + 3 * tap + 2];
      }
      split(red, target);
      split(green, target + 1);
      split(blue, target + 2);
    }
  }

  private void split(long sums, int target) {
    int low = (int) sums;
    lower[target] = rounded(low);
    upper[target] = rounded((int) ((sums - low) >> Integer.SIZE));
  }
}
