package io.github.dejavubeam.transforms.image;

import java.util.Arrays;

/**
 * Pillow's antialiased resize of 8-bit images, to the bit: first along the rows, then along the
 * columns, each result rounded to 8 bits; an axis that keeps its size is not filtered. Only the
 * rows and columns inside a window of the resized image are computed, so that memory is bounded by
 * the source and the window and not by the resized image.
 */
final class PillowResize {

  private static final int HALF = 1 << (ResampleCoefficients.PRECISION_BITS - 1);

  private final int width;
  private final int height;
  private final Interpolation interpolation;

  /** A resize to {@code width} x {@code height} pixels. */
  PillowResize(int width, int height, Interpolation interpolation) {
    this.width = width;
    this.height = height;
    this.interpolation = interpolation;
  }

  /** The {@code size} x {@code size} pixels at (left, top) of the resized image. */
  RgbImage window(RgbImage image, int left, int top, int size) {
    byte[] window = new byte[3 * size * size];
    ResampledRows rows = new ResampledRows(image, left, size);
    if (height == image.height()) {
      copy(rows, top, size, window);
    } else {
      vertical(
          rows, new ResampleCoefficients(image.height(), height, top, size, interpolation), window);
    }
    return new RgbImage(size, size, window);
  }

  private static void copy(ResampledRows rows, int top, int size, byte[] window) {
    int stride = window.length / size;
    for (int y = 0; y < size; y += 2) {
      boolean second = y + 1 < size;
      rows.load(top + y, second ? top + y + 1 : top + y);
      for (int i = 0; i < stride; i++) {
        window[y * stride + i] = (byte) rows.upper[i];
      }
      for (int i = 0; second && i < stride; i++) {
        window[(y + 1) * stride + i] = (byte) rows.lower[i];
      }
    }
  }

  /**
   * Adds each row of the input to all rows of the window that it has a part in, so that it is
   * resampled once and only the window is in memory, however high the input.
   */
  private static void vertical(
      ResampledRows rows, ResampleCoefficients coefficients, byte[] window) {
    int size = coefficients.size();
    int stride = window.length / size;
    int[] sums = new int[window.length];
    Arrays.fill(sums, HALF);
    int first = 0;
    int end = coefficients.endInput(size - 1);
    for (int row = coefficients.firstInput(0); row < end; row += 2) {
      rows.load(row, Math.min(row + 1, end - 1));
      while (coefficients.endInput(first) <= row) {
        first++;
      }
      for (int y = first; y < size && coefficients.firstInput(y) <= row + 1; y++) {
        add(
            rows,
            coefficients.weight(y, row),
            row + 1 < end ? coefficients.weight(y, row + 1) : 0,
            sums,
            y * stride);
      }
    }
    for (int i = 0; i < window.length; i++) {
      window[i] = (byte) rounded(sums[i]);
    }
  }

  private static void add(
      ResampledRows rows, int upperWeight, int lowerWeight, int[] sums, int offset) {
    int[] upper = rows.upper;
    int[] lower = rows.lower;
    for (int i = 0; i < upper.length; i++) {
      sums[offset + i] += upperWeight * upper[i] + lowerWeight * lower[i];
    }
  }

  /** A fixed-point sum, which holds the half that rounds it, as a pixel value. */
  private static int rounded(int sum) {
    return Math.max(0, Math.min(255, sum >> ResampleCoefficients.PRECISION_BITS));
  }

  /**
   * Columns {@code left} to {@code left + size - 1} of two rows of the input at a time, resized to
   * the output's width: pixel values as ints, which the vertical pass can multiply by the vector.
   *
   * <p>The two rows are the halves of one long, and are multiplied and added as one: a sum of
   * either fits in 32 bits, and what a negative lower half borrows from the upper one is given back
   * when they are taken apart.
   */
  private final class ResampledRows {
    private static final long TWO_HALVES = ((long) HALF << Integer.SIZE) + HALF;

    private final byte[] rgb;
    private final int rowBytes;
    private final int firstByte;
    private final ResampleCoefficients coefficients;
    private final long[] pairs;
    private final int[] upper;
    private final int[] lower;

    ResampledRows(RgbImage image, int left, int size) {
      rgb = image.rgb();
      rowBytes = 3 * image.width();
      upper = new int[3 * size];
      lower = new int[3 * size];
      if (width == image.width()) {
        coefficients = null;
        firstByte = 3 * left;
        pairs = new long[0];
      } else {
        coefficients = new ResampleCoefficients(image.width(), width, left, size, interpolation);
        firstByte = 3 * coefficients.firstInput(0);
        pairs = new long[3 * coefficients.endInput(size - 1) - firstByte];
      }
    }

    /** Resamples these rows into {@link #upper} and {@link #lower}. */
    void load(int upperRow, int lowerRow) {
      int first = rowBytes * upperRow + firstByte;
      int second = rowBytes * lowerRow + firstByte;
      if (coefficients == null) {
        for (int i = 0; i < upper.length; i++) {
          upper[i] = rgb[first + i] & 0xff;
          lower[i] = rgb[second + i] & 0xff;
        }
      } else {
        for (int i = 0; i < pairs.length; i++) {
          pairs[i] = ((long) (rgb[first + i] & 0xff) << Integer.SIZE) | (rgb[second + i] & 0xff);
        }
        resample();
      }
    }

    private void resample() {
      int[] weights = coefficients.weights();
      long[] pairs = this.pairs;
      for (int x = 0, target = 0; x < coefficients.size(); x++, target += 3) {
        int offset = coefficients.offset(x);
        int count = coefficients.count(x);
        int source = 3 * coefficients.firstInput(x) - firstByte;
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
}
