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
      for (int y = 0; y < size; y++) {
        int[] row = rows.row(top + y);
        for (int i = 0; i < row.length; i++) {
          window[y * row.length + i] = (byte) row[i];
        }
      }
    } else {
      vertical(
          rows, new ResampleCoefficients(image.height(), height, top, size, interpolation), window);
    }
    return new RgbImage(size, size, window);
  }

  /**
   * Adds each row of the input to all rows of the window that it has a part in, so that it is
   * resampled once and only the window is in memory, however high the input.
   */
  private static void vertical(
      ResampledRows rows, ResampleCoefficients coefficients, byte[] window) {
    int[] weights = coefficients.weights();
    int size = coefficients.size();
    int stride = window.length / size;
    int[] sums = new int[window.length];
    Arrays.fill(sums, HALF);
    int first = 0;
    for (int row = coefficients.firstInput(0); row < coefficients.endInput(size - 1); row++) {
      int[] values = rows.row(row);
      while (coefficients.endInput(first) <= row) {
        first++;
      }
      for (int y = first; y < size && coefficients.firstInput(y) <= row; y++) {
        add(
            values,
            weights[coefficients.offset(y) + row - coefficients.firstInput(y)],
            sums,
            y * stride);
      }
    }
    for (int i = 0; i < window.length; i++) {
      window[i] = (byte) rounded(sums[i]);
    }
  }

  private static void add(int[] values, int weight, int[] sums, int offset) {
    for (int i = 0; i < values.length; i++) {
      sums[offset + i] += weight * values[i];
    }
  }

  /**
   * Columns {@code left} to {@code left + size - 1} of rows of the input, resized to the output's
   * width: pixel values as ints, which the vertical pass can multiply by the vector.
   */
  private final class ResampledRows {
    private final RgbImage image;
    private final int left;
    private final ResampleCoefficients coefficients;
    private final int[] row;

    ResampledRows(RgbImage image, int left, int size) {
      this.image = image;
      this.left = left;
      row = new int[3 * size];
      coefficients =
          width == image.width()
              ? null
              : new ResampleCoefficients(image.width(), width, left, size, interpolation);
    }

    /** That row, until the next is asked for. */
    int[] row(int y) {
      int source = 3 * image.width() * y;
      if (coefficients == null) {
        for (int i = 0; i < row.length; i++) {
          row[i] = image.rgb()[source + 3 * left + i] & 0xff;
        }
      } else {
        resizeRow(image.rgb(), source, coefficients, row);
      }
      return row;
    }
  }

  private static void resizeRow(
      byte[] rgb, int row, ResampleCoefficients coefficients, int[] resized) {
    int[] weights = coefficients.weights();
    for (int x = 0, target = 0; x < coefficients.size(); x++, target += 3) {
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
      resized[target] = rounded(red);
      resized[target + 1] = rounded(green);
      resized[target + 2] = rounded(blue);
    }
  }

  /** A fixed-point sum, which holds the half that rounds it, as a pixel value. */
  private static int rounded(int sum) {
    return Math.max(0, Math.min(255, sum >> ResampleCoefficients.PRECISION_BITS));
  }
}
