package io.github.dejavubeam.transforms.crop;

/**
 * A rectangle of whole pixels within an image; right and bottom are the first column and row beyond
 * it.
 *
 * @param left first column
 * @param top first row
 * @param right first column to the right of it
 * @param bottom first row below it
 */
public record PixelBox(int left, int top, int right, int bottom) {

  /**
   * A rectangle.
   *
   * @throws IllegalArgumentException if it reaches left of or above the image or is inverted
   */
  public PixelBox {
    if (left < 0 || top < 0 || right < left || bottom < top) {
      throw new IllegalArgumentException(
          "no rectangle: [" + left + ", " + top + ", " + right + ", " + bottom + "]");
    }
  }

  /** Columns. */
  public int width() {
    return right - left;
  }

  /** Rows. */
  public int height() {
    return bottom - top;
  }

  /** The shorter of its sides. */
  public int shortSide() {
    return Math.min(width(), height());
  }
}
