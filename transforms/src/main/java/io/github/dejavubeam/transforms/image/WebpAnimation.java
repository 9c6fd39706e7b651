package io.github.dejavubeam.transforms.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The first frame of an animated WebP file (RFC 9649), cut out as a still file of its own, since
 * OpenCV decodes stills only, and its place on the canvas.
 */
final class WebpAnimation {

  private static final String TRUNCATED = "WebP data is truncated";
  private static final String CORRUPT = "WebP data is corrupt";

  private final int left;
  private final int top;
  private final byte[] still;

  private WebpAnimation(int left, int top, byte[] still) {
    this.left = left;
    this.top = top;
    this.still = still;
  }

  /** Finds the first frame of a file whose structure has been checked. */
  static WebpAnimation firstFrame(byte[] encoded) throws UnreadableImageException {
    ByteCursor cursor = new ByteCursor(encoded, TRUNCATED);
    cursor.skip(12);
    seek(cursor, "ANMF");
    int left = 2 * cursor.uint24LittleEndian();
    int top = 2 * cursor.uint24LittleEndian();
    cursor.skip(10);
    // Alpha is dropped anyway, so the bitstream is all there is to take.
    int length = seek(cursor, "VP8 ", "VP8L");
    return new WebpAnimation(left, top, still(encoded, cursor.position() - 8, length + 8));
  }

  /** The frame as a WebP file without animation. */
  byte[] still() {
    return still;
  }

  /** The decoded frame in its place on the canvas, which is black. */
  RgbImage onCanvas(RgbImage frame, ImageHeader canvas) throws UnreadableImageException {
    if (left > canvas.width() - frame.width() || top > canvas.height() - frame.height()) {
      throw new UnreadableImageException(CORRUPT);
    }
    int[] pixels = new int[canvas.width() * canvas.height()];
    for (int y = 0; y < frame.height(); y++) {
      int target = (top + y) * canvas.width() + left;
      System.arraycopy(frame.pixels(), y * frame.width(), pixels, target, frame.width());
    }
    return new RgbImage(canvas.width(), canvas.height(), pixels);
  }

  /** Steps to the payload of the next chunk that has one of the names, and returns its length. */
  private static int seek(ByteCursor cursor, String... names) throws UnreadableImageException {
    while (true) {
      String name = cursor.fourCharacters();
      long length = cursor.uint32LittleEndian();
      for (String wanted : names) {
        if (name.equals(wanted)) {
          if (length > cursor.remaining()) {
            throw new UnreadableImageException(TRUNCATED);
          }
          return (int) length;
        }
      }
      cursor.skip(length + (length & 1));
    }
  }

  private static byte[] still(byte[] encoded, int start, int length) {
    int padded = length + (length & 1);
    return ByteBuffer.allocate(12 + padded)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(4 + padded)
        .put("WEBP".getBytes(StandardCharsets.US_ASCII))
        .put(encoded, start, length)
        .array();
  }
}
