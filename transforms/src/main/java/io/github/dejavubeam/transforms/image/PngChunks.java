package io.github.dejavubeam.transforms.image;

import java.util.zip.CRC32;

/** The chunk structure of a PNG file: its header, and whether every chunk is whole. */
final class PngChunks {

  private static final int SIGNATURE_BYTES = 8;
  private static final String TRUNCATED = "PNG data is truncated";
  private static final String CORRUPT = "PNG data is corrupt";

  private PngChunks() {}

  /** Reads the header chunk. */
  static ImageHeader header(byte[] encoded) throws UnreadableImageException {
    ByteCursor cursor = new ByteCursor(encoded, TRUNCATED);
    cursor.skip(SIGNATURE_BYTES);
    long length = cursor.uint32BigEndian();
    if (!cursor.fourCharacters().equals("IHDR") || length != 13) {
      throw new UnreadableImageException("PNG has no header chunk");
    }
    long width = cursor.uint32BigEndian();
    long height = cursor.uint32BigEndian();
    int bitDepth = cursor.uint8();
    int colourType = cursor.uint8();
    if (width > Integer.MAX_VALUE || height > Integer.MAX_VALUE) {
      throw new UnreadableImageException(CORRUPT);
    }
    return new ImageHeader(
        ImageFormat.PNG, (int) width, (int) height, channels(colourType), bitDepth);
  }

  /** Throws unless every chunk up to the end chunk is there and matches its checksum. */
  static void checkComplete(byte[] encoded) throws UnreadableImageException {
    ByteCursor cursor = new ByteCursor(encoded, TRUNCATED);
    cursor.skip(SIGNATURE_BYTES);
    boolean hasData = false;
    String name;
    do {
      long length = cursor.uint32BigEndian();
      int start = cursor.position();
      name = cursor.fourCharacters();
      cursor.skip(length);
      CRC32 checksum = new CRC32();
      checksum.update(encoded, start, cursor.position() - start);
      if (cursor.uint32BigEndian() != checksum.getValue()) {
        throw new UnreadableImageException(CORRUPT);
      }
      hasData |= name.equals("IDAT");
    } while (!name.equals("IEND"));
    if (!hasData) {
      throw new UnreadableImageException("PNG has no image data");
    }
  }

  private static int channels(int colourType) throws UnreadableImageException {
    return switch (colourType) {
      case 0, 3 -> 1;
      case 2 -> 3;
      case 4 -> 2;
      case 6 -> 4;
      default -> throw new UnreadableImageException(CORRUPT);
    };
  }
}
