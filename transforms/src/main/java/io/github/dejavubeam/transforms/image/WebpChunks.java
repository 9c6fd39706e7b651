package io.github.dejavubeam.transforms.image;

/**
 * The chunk structure of a WebP file (RFC 9649): the size of its canvas, and whether every chunk is
 * whole.
 */
final class WebpChunks {

  private static final String TRUNCATED = "WebP data is truncated";
  private static final String CORRUPT = "WebP data is corrupt";
  private static final int ANIMATION_FLAG = 0x02;
  private static final int LOSSY_START_CODE = 0x2a019d;
  private static final int LOSSLESS_SIGNATURE = 0x2f;
  private static final int LOW_14_BITS = 0x3fff;

  private WebpChunks() {}

  /** Reads the size from the first chunk, which is of one of three kinds. */
  static ImageHeader header(byte[] encoded) throws UnreadableImageException {
    ByteCursor cursor = new ByteCursor(encoded, TRUNCATED);
    cursor.skip(12);
    String name = cursor.fourCharacters();
    cursor.skip(4);
    return switch (name) {
      case "VP8X" -> extended(cursor);
      case "VP8L" -> lossless(cursor);
      case "VP8 " -> lossy(cursor);
      default -> throw new UnreadableImageException(CORRUPT);
    };
  }

  /** Whether the file is an animation. */
  static boolean isAnimated(byte[] encoded) throws UnreadableImageException {
    ByteCursor cursor = new ByteCursor(encoded, TRUNCATED);
    cursor.skip(12);
    boolean extended = cursor.fourCharacters().equals("VP8X");
    cursor.skip(4);
    return extended && (cursor.uint8() & ANIMATION_FLAG) != 0;
  }

  /** Throws unless the file and each of its chunks are as long as they say. */
  static void checkComplete(byte[] encoded) throws UnreadableImageException {
    ByteCursor cursor = new ByteCursor(encoded, TRUNCATED);
    cursor.skip(4);
    long fileSize = cursor.uint32LittleEndian();
    if (fileSize > cursor.remaining()) {
      throw new UnreadableImageException(TRUNCATED);
    }
    long end = cursor.position() + fileSize;
    cursor.skip(4);
    while (end - cursor.position() >= 8) {
      cursor.skip(4);
      long length = cursor.uint32LittleEndian();
      if (length > end - cursor.position()) {
        throw new UnreadableImageException(TRUNCATED);
      }
      // Chunks are padded to an even length; the last one's padding may be missing.
      cursor.skip(Math.min(length + (length & 1), end - cursor.position()));
    }
  }

  private static ImageHeader extended(ByteCursor cursor) throws UnreadableImageException {
    cursor.skip(4);
    int width = cursor.uint24LittleEndian() + 1;
    int height = cursor.uint24LittleEndian() + 1;
    return header(width, height);
  }

  private static ImageHeader lossless(ByteCursor cursor) throws UnreadableImageException {
    if (cursor.uint8() != LOSSLESS_SIGNATURE) {
      throw new UnreadableImageException(CORRUPT);
    }
    long bits = cursor.uint32LittleEndian();
    return header((int) (bits & LOW_14_BITS) + 1, (int) (bits >> 14 & LOW_14_BITS) + 1);
  }

  private static ImageHeader lossy(ByteCursor cursor) throws UnreadableImageException {
    cursor.skip(3);
    if (cursor.uint24LittleEndian() != LOSSY_START_CODE) {
      throw new UnreadableImageException(CORRUPT);
    }
    int width = cursor.uint16LittleEndian() & LOW_14_BITS;
    int height = cursor.uint16LittleEndian() & LOW_14_BITS;
    return header(width, height);
  }

  private static ImageHeader header(int width, int height) {
    return new ImageHeader(ImageFormat.WEBP, width, height, 3, 8);
  }
}
