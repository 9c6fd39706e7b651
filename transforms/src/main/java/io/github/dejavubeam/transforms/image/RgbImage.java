package io.github.dejavubeam.transforms.image;

/**
 * An image of 8-bit RGB pixels: rows from the top, without padding. A pixel is an int, with red in
 * its highest byte, then green and blue; the lowest byte has no meaning.
 */
public final class RgbImage {

  private final int width;
  private final int height;
  private final int[] pixels;

  /**
   * An image over the given pixels, which are not copied.
   *
   * @param pixels {@code width * height} of them; more are ignored
   * @throws IllegalArgumentException if a side is not positive or there are too few
   */
  public RgbImage(int width, int height, int[] pixels) {
    if (width <= 0 || height <= 0 || pixels.length < (long) width * height) {
      throw new IllegalArgumentException(
          "an RGB image of " + width + " x " + height + " cannot have " + pixels.length);
    }
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /**
   * An image of interleaved bytes.
   *
   * @param rgb {@code 3 * width * height} bytes
   * @throws IllegalArgumentException if a side is not positive or the length is another
   */
  public RgbImage(int width, int height, byte[] rgb) {
    this(width, height, packed(rgb));
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an RGB image of " + width + " x " + height + " cannot have " + rgb.length + " bytes");
    }
  }

  private static int[] packed(byte[] rgb) {
    int[] pixels = new int[rgb.length / 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]);
    }
    return pixels;
  }

  /** A pixel of these bytes. */
  static int pixel(byte red, byte green, byte blue) {
    return red << 24 | (green & 0xff) << 16 | (blue & 0xff) << 8;
  }

  /**
   * A copy of a rectangle of this image; {@code right} and {@code bottom} are the first column and
   * row beyond it.
   *
   * @throws IllegalArgumentException if it has no pixel or reaches out of the image
   */
  public RgbImage crop(int left, int top, int right, int bottom) {
    if (left < 0 || top < 0 || right > width || bottom > height) {
      throw new IllegalArgumentException(
          "[%d, %d, %d, %d] reaches out of an image of %d x %d"
              .formatted(left, top, right, bottom, width, height));
    }
    int columns = Math.max(0, right - left);
    int[] cropped = new int[columns * Math.max(0, bottom - top)];
    for (int row = 0; row * columns < cropped.length; row++) {
      System.arraycopy(pixels, (top + row) * width + left, cropped, row * columns, columns);
    }
    return new RgbImage(right - left, bottom - top, cropped);
  }

  /** Width in pixels. */
  public int width() {
    return width;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** The pixels themselves, not a copy; there may be more than the image has. */
  int[] pixels() {
    return pixels;
  }

  /** The pixels as interleaved bytes, {@code 3 * width * height}; a copy. */
  public byte[] rgb() {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0, j = 0; j < rgb.length; i++, j += 3) {
      rgb[j] = (byte) (pixels[i] >>> 24);
      rgb[j + 1] = (byte) (pixels[i] >>> 16);
      rgb[j + 2] = (byte) (pixels[i] >>> 8);
    }
    return rgb;
  }
}
