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
    if (height == image.height()) {
      int[] rows = horizontal(image, left, size, top, size);
      for (int i = 0; i < window.length; i++) {
        window[i] = (byte) rows[i];
      }
    } else {
      vertical(image, left, top, size, window);
    }
    return new RgbImage(size, size, window);
  }

  private void vertical(RgbImage image, int left, int top, int size, byte[] window) {
    ResampleCoefficients coefficients =
        new ResampleCoefficients(image.height(), height, top, size, interpolation);
    int[] weights = coefficients.weights();
    int firstRow = coefficients.firstInput(0);
    int endRow = coefficients.firstInput(size - 1) + coefficients.count(size - 1);
    int[] rows = horizontal(image, left, size, firstRow, endRow - firstRow);
    int stride = 3 * size;
    int[] sums = new int[stride];
    for (int y = 0; y < size; y++) {
      Arrays.fill(sums, HALF);
      int offset = coefficients.offset(y);
      int row = (coefficients.firstInput(y) - firstRow) * stride;
      for (int t = 0; t < coefficients.count(y); t++, row += stride) {
        int weight = weights[offset + t];
        for (int i = 0; i < stride; i++) {
          sums[i] += weight * rows[row + i];
        }
      }
      for (int i = 0; i < stride; i++) {
        window[y * stride + i] = (byte) rounded(sums[i]);
      }
    }
  }

  /**
   * Columns {@code left} to {@code left + size - 1} of the input's rows {@code firstRow} to {@code
   * firstRow + rowCount - 1} resized to the output's width: pixel values as ints, which the
   * vertical pass can multiply by the vector.
   */
  private int[] horizontal(RgbImage image, int left, int size, int firstRow, int rowCount) {
    int[] rows = new int[Math.multiplyExact(3 * size, rowCount)];
    byte[] rgb = image.rgb();
    int sourceStride = 3 * image.width();
    if (width == image.width()) {
      for (int y = 0; y < rowCount; y++) {
        int source = (firstRow + y) * sourceStride + 3 * left;
        for (int i = 0; i < 3 * size; i++) {
          rows[y * 3 * size + i] = rgb[source + i] & 0xff;
        }
      }
      return rows;
    }
    ResampleCoefficients coefficients =
        new ResampleCoefficients(image.width(), width, left, size, interpolation);
    for (int y = 0; y < rowCount; y++) {
      resizeRow(rgb, (firstRow + y) * sourceStride, coefficients, rows, y * 3 * size, size);
    }
    return rows;
  }

  private static void resizeRow(
      byte[] rgb, int row, ResampleCoefficients coefficients, int[] rows, int target, int size) {
    int[] weights = coefficients.weights();
    for (int x = 0; x < size; x++, target += 3) {
      int offset = coefficients.offset(x);
      int count = coefficients.count(x);
      int source = row + 3 * coefficients.firstInput(x);
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int t = 0; t < count; t++, source += 3) {
        int weight = weights[offset + t];
        red += weight * (rgb[source] & 0xff);
        green += weight * (rgb[source + 1] & 0xff);
        blue += weight * (rgb[source + 2] & 0xff);
      }
      rows[target] = rounded(red);
      rows[target + 1] = rounded(green);
      rows[target + 2] = rounded(blue);
    }
  }

  /** A fixed-point sum, which holds the half that rounds it, as a pixel value. */
  private static int rounded(int sum) {
    return Math.max(0, Math.min(255, sum >> ResampleCoefficients.PRECISION_BITS));
  }
}
