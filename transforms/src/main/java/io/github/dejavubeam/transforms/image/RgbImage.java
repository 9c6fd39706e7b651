package io.github.dejavubeam.transforms.image;

/** An image of 8-bit RGB pixels: rows from the top, interleaved, without padding. */
public final class RgbImage {

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * An image over the given pixels, which are not copied.
   *
   * @param rgb {@code 3 * width * height} bytes
   * @throws IllegalArgumentException if a side is not positive or the length is another
   */
  public RgbImage(int width, int height, byte[] rgb) {
    if (width <= 0 || height <= 0 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "an RGB image of " + width + " x " + height + " cannot have " + rgb.length + " bytes");
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
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
    byte[] cropped = new byte[3 * Math.max(0, right - left) * Math.max(0, bottom - top)];
    int rowBytes = 3 * Math.max(0, right - left);
    for (int row = 0; row * rowBytes < cropped.length; row++) {
      System.arraycopy(rgb, 3 * ((top + row) * width + left), cropped, row * rowBytes, rowBytes);
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

  /** The pixels themselves, not a copy. */
  public byte[] rgb() {
    return rgb;
  }
}
