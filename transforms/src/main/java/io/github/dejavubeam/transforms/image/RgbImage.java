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
