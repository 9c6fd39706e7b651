package io.github.dejavubeam.transforms.image;

import java.nio.charset.StandardCharsets;

/** Reads numbers from hostile bytes in order: past the end it throws, it never runs over. */
final class ByteCursor {

  private final byte[] bytes;
  private final String truncated;
  private int position;

  /**
   * A cursor at the first byte.
   *
   * @param truncated the reason given when a read passes the end
   */
  ByteCursor(byte[] bytes, String truncated) {
    this.bytes = bytes;
    this.truncated = truncated;
  }

  int position() {
    return position;
  }

  int remaining() {
    return bytes.length - position;
  }

  /** Steps over {@code count >= 0} bytes. */
  void skip(long count) throws UnreadableImageException {
    require(count);
    position += (int) count;
  }

  int uint8() throws UnreadableImageException {
    require(1);
    return bytes[position++] & 0xff;
  }

  int uint16BigEndian() throws UnreadableImageException {
    return uint8() << 8 | uint8();
  }

  long uint32BigEndian() throws UnreadableImageException {
    return (long) uint16BigEndian() << 16 | uint16BigEndian();
  }

  int uint16LittleEndian() throws UnreadableImageException {
    return uint8() | uint8() << 8;
  }

  int uint24LittleEndian() throws UnreadableImageException {
    return uint16LittleEndian() | uint8() << 16;
  }

  long uint32LittleEndian() throws UnreadableImageException {
    return uint16LittleEndian() | (long) uint16LittleEndian() << 16;
  }

  /** Four bytes as a name, e.g. of a chunk. */
  String fourCharacters() throws UnreadableImageException {
    require(4);
    position += 4;
    return new String(bytes, position - 4, 4, StandardCharsets.ISO_8859_1);
  }

  private void require(long count) throws UnreadableImageException {
    if (count > bytes.length - position) {
      throw new UnreadableImageException(truncated);
    }
  }
}
