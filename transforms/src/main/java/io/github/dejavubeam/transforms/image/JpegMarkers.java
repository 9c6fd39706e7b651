package io.github.dejavubeam.transforms.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The marker structure of a JPEG stream (ITU-T T.81, annex B): its frame header, and whether it is
 * complete. Decoders fill what is missing of a truncated stream with grey; a stream is complete
 * when its end marker is reached by way of its segments and scans, the same rule by which Pillow
 * calls a file truncated.
 */
final class JpegMarkers {

  private static final String TRUNCATED = "JPEG data is truncated";
  private static final String CORRUPT = "JPEG data is corrupt";

  /** A few bytes of a scan can cost a pass over the whole image; real files have 1 to 20. */
  private static final int MAX_SCANS = 500;

  private static final int START_OF_IMAGE = 0xd8;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int START_OF_SCAN = 0xda;
  private static final int ADOBE = 0xee;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHEST_BITS = 0x8080_8080_8080_8080L;

  private final byte[] bytes;
  private final ByteCursor cursor;

  private JpegMarkers(byte[] bytes) {
    this.bytes = bytes;
    this.cursor = new ByteCursor(bytes, TRUNCATED);
  }

  /** Reads the frame header. */
  static ImageHeader header(byte[] encoded) throws UnreadableImageException {
    return new JpegMarkers(encoded).readFrame();
  }

  /** Throws unless the stream reaches its end marker after at least one scan. */
  static void checkComplete(byte[] encoded) throws UnreadableImageException {
    new JpegMarkers(encoded).walk();
  }

  /**
   * How the Adobe segment says that colours were transformed: 0 is not at all, 2 is YCCK.
   *
   * @return the transform, 0 where there is no such segment
   */
  static int adobeTransform(byte[] encoded) throws UnreadableImageException {
    return new JpegMarkers(encoded).readAdobeTransform();
  }

  private int readAdobeTransform() throws UnreadableImageException {
    cursor.skip(2);
    int transform = 0;
    int marker = nextMarker();
    while (marker != START_OF_SCAN && marker != END_OF_IMAGE) {
      int start = cursor.position();
      skipSegment(marker);
      boolean adobe =
          marker == ADOBE
              && cursor.position() - start >= 14
              && new String(bytes, start + 2, 5, StandardCharsets.ISO_8859_1).equals("Adobe");
      if (adobe) {
        transform = bytes[start + 13] & 0xff;
      }
      marker = nextMarker();
    }
    return transform;
  }

  private ImageHeader readFrame() throws UnreadableImageException {
    cursor.skip(2);
    while (true) {
      int marker = nextMarker();
      if (isFrame(marker)) {
        return readFrame(marker);
      }
      if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
        throw new UnreadableImageException("JPEG has no frame header");
      }
      skipSegment(marker);
    }
  }

  private ImageHeader readFrame(int marker) throws UnreadableImageException {
    boolean decodable = marker <= 0xc2 || marker == 0xc9 || marker == 0xca;
    cursor.skip(2);
    int precision = cursor.uint8();
    int height = cursor.uint16BigEndian();
    int width = cursor.uint16BigEndian();
    int components = cursor.uint8();
    if (!decodable || precision != 8) {
      throw new UnreadableImageException("JPEG is of an unsupported process");
    }
    if (components != 1 && components != 3 && components != 4) {
      throw new UnreadableImageException("JPEG has an unsupported number of components");
    }
    return new ImageHeader(ImageFormat.JPEG, width, height, components, precision);
  }

  private void walk() throws UnreadableImageException {
    cursor.skip(2);
    int scans = 0;
    int marker = nextMarker();
    while (marker != END_OF_IMAGE) {
      skipSegment(marker);
      if (marker == START_OF_SCAN && ++scans > MAX_SCANS) {
        throw new UnreadableImageException("JPEG has too many scans");
      }
      // After a scan header this also steps over the scan's data.
      marker = nextMarker();
    }
    if (scans == 0) {
      throw new UnreadableImageException("JPEG has no scan");
    }
  }

  /**
   * Steps to the next marker that is not part of a scan's data and past it. Bytes that are no
   * marker are skipped, as decoders do: between segments they are padding, after a scan header the
   * coded data.
   */
  private int nextMarker() throws UnreadableImageException {
    int position = cursor.position();
    while (position + 1 < bytes.length) {
      position = skipOthers(position);
      if (bytes[position++] == (byte) 0xff && position < bytes.length) {
        int code = bytes[position] & 0xff;
        boolean stuffing = code == 0x00;
        boolean fill = code == 0xff;
        boolean restart = code >= 0xd0 && code <= 0xd7;
        if (!stuffing && !fill && !restart) {
          cursor.skip(position + 1L - cursor.position());
          return code;
        }
      }
    }
    throw new UnreadableImageException(TRUNCATED);
  }

  /** Steps over whole groups of eight bytes without one of all ones, which is what scans are. */
  private int skipOthers(int start) {
    int position = start;
    while (position + Long.BYTES < bytes.length) {
      long zeros = ~(long) EIGHT_BYTES.get(bytes, position);
      // Subtracting sets the highest bit of a byte that had it not, if one of them is zero.
      if (((zeros - ONES) & ~zeros & HIGHEST_BITS) != 0) {
        return position;
      }
      position += Long.BYTES;
    }
    return position;
  }

  private void skipSegment(int marker) throws UnreadableImageException {
    if (marker == 0x01) {
      return;
    }
    if (marker < 0xc0 || marker == START_OF_IMAGE) {
      throw new UnreadableImageException(CORRUPT);
    }
    int length = cursor.uint16BigEndian();
    if (length < 2) {
      throw new UnreadableImageException(CORRUPT);
    }
    cursor.skip(length - 2L);
  }

  private static boolean isFrame(int marker) {
    // Of this range C4 defines Huffman tables, C8 is reserved and CC defines arithmetic coding.
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }
}
