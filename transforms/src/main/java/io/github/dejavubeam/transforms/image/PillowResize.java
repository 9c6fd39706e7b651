package io.github.dejavubeam.transforms.image;

/**
 * Pillow's antialiased resize of 8-bit images, to the bit: first along the rows, then along the
 * columns, each result rounded to 8 bits; an axis that keeps its size is not filtered. Only the
 * rows and columns inside a window of the resized image are computed, so that memory is bounded by
 * the source and the window and not by the resized image.
 */
final class PillowResize {

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
    return window(image, left, top, size, new ResizeBuffers());
  }

  /**
   * The {@code size} x {@code size} pixels at (left, top) of the resized image.
   *
   * @param buffers hold the result, until they are used again
   */
  RgbImage window(RgbImage image, int left, int top, int size, ResizeBuffers buffers) {
    ResampleCoefficients columns =
        width == image.width()
            ? null
            : buffers.columns(image.width(), width, left, size, interpolation);
    ResampleCoefficients rows =
        height == image.height()
            ? null
            : buffers.rows(image.height(), height, top, size, interpolation);
    int[] window = buffers.window(size * size);
    if (columns == null && rows == null) {
      for (int y = 0; y < size; y++) {
        System.arraycopy(image.pixels(), (top + y) * image.width() + left, window, y * size, size);
      }
    } else if (VectorResize.AVAILABLE) {
      new VectorResize(image, left, columns, size, buffers).window(top, rows, window);
    } else {
      new PlainResize(image, left, columns, size).window(top, rows, window);
    }
    return new RgbImage(size, size, window);
  }
}
