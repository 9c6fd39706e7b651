package io.github.dejavubeam.transforms.image;

import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * Decodes JPEG images of one and three components by Leptonica, for its libjpeg-turbo: it is built
 * with vector instructions and so takes half the time of OpenCV's, which is built without. Pixels
 * are the same.
 */
final class JpegCodec {

  /** Whether this platform has the library. */
  static final boolean AVAILABLE = load();

  /** Pixels of a broken scan, as libjpeg fills them, are what Pillow and OpenCV give. */
  private static final int HINT = leptonica.L_JPEG_CONTINUE_WITH_BAD_DATA;

  private static final int GREY = 8;
  private static final int COLOUR = 32;
  private static final int PIXELS_PER_WORD = 4;

  private JpegCodec() {}

  /**
   * Decodes an image whose header and structure have been checked.
   *
   * @param reduction 1, 2, 4 or 8: by how much it is scaled down
   * @return null if the library cannot
   */
  static RgbImage decode(byte[] encoded, ImageHeader header, int reduction) {
    PIX image = leptonica.pixReadMemJpeg(encoded, encoded.length, 0, reduction, (int[]) null, HINT);
    if (image == null || image.isNull()) {
      return null;
    }
    try {
      int width = leptonica.pixGetWidth(image);
      int height = leptonica.pixGetHeight(image);
      int depth = leptonica.pixGetDepth(image);
      if (width != header.reducedWidth(reduction) || height != header.reducedHeight(reduction)) {
        return null;
      }
      return switch (depth) {
        case COLOUR -> new RgbImage(width, height, words(image, width, height));
        case GREY -> new RgbImage(width, height, grey(image, width, height));
        default -> null;
      };
    } finally {
      leptonica.pixDestroy(image);
    }
  }

  /** Leptonica's pixels of three channels are words as ours are. */
  private static int[] words(PIX image, int wordsPerRow, int height) {
    int[] words = new int[wordsPerRow * height];
    leptonica.pixGetData(image).get(words);
    return words;
  }

  private static int[] grey(PIX image, int width, int height) {
    int wordsPerRow = leptonica.pixGetWpl(image);
    int[] words = words(image, wordsPerRow, height);
    int[] pixels = new int[width * height];
    for (int y = 0, i = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        // The first of the four pixels of a word is in its highest byte.
        int word = words[y * wordsPerRow + x / PIXELS_PER_WORD];
        byte level = (byte) (word >>> (24 - 8 * (x % PIXELS_PER_WORD)));
        pixels[i++] = RgbImage.pixel(level, level, level);
      }
    }
    return pixels;
  }

  private static boolean load() {
    try {
      // What it cannot read is reported by us.
      leptonica.setMsgSeverity(leptonica.L_SEVERITY_NONE);
      return true;
    } catch (LinkageError e) {
      return false;
    }
  }
}
