package io.github.dejavubeam.transforms.image;

/** The variable-length LZW code of GIF image data (GIF89a, appendix F). */
final class GifLzw {

  private static final String TRUNCATED = "GIF data is truncated";
  private static final String CORRUPT = "GIF data is corrupt";
  private static final int MAX_CODE_BITS = 12;
  private static final int MAX_CODES = 1 << MAX_CODE_BITS;

  private final byte[] bytes;
  private final ByteCursor cursor;
  private int blockRemaining;
  private int bits;
  private int bitCount;

  private GifLzw(byte[] bytes, ByteCursor cursor) {
    this.bytes = bytes;
    this.cursor = cursor;
  }

  /**
   * Fills {@code indices} from the image data at the cursor.
   *
   * @throws UnreadableImageException if the data end before, or hold an impossible code
   */
  static void decode(byte[] bytes, ByteCursor cursor, byte[] indices)
      throws UnreadableImageException {
    new GifLzw(bytes, cursor).decode(indices);
  }

  private void decode(byte[] indices) throws UnreadableImageException {
    int literalBits = cursor.uint8();
    if (literalBits < 1 || literalBits > 8) {
      throw new UnreadableImageException(CORRUPT);
    }
    int clear = 1 << literalBits;
    int end = clear + 1;
    // A code above the literals stands for the string of its prefix code and one more index.
    short[] prefix = new short[MAX_CODES];
    byte[] last = new byte[MAX_CODES];
    byte[] string = new byte[MAX_CODES + 1];
    int codeBits = literalBits + 1;
    int next = clear + 2;
    int previous = -1;
    int first = 0;
    int filled = 0;
    while (filled < indices.length) {
      int code = read(codeBits);
      if (code == end) {
        throw new UnreadableImageException(TRUNCATED);
      }
      if (code == clear) {
        codeBits = literalBits + 1;
        next = clear + 2;
        previous = -1;
        continue;
      }
      if (code > next || (previous < 0 && code > clear)) {
        throw new UnreadableImageException(CORRUPT);
      }
      int length = 0;
      int rest = code;
      if (code == next) {
        // The string that is being defined right now: the previous one and its own first index.
        string[length++] = (byte) first;
        rest = previous;
      }
      while (rest > clear) {
        string[length++] = last[rest];
        rest = prefix[rest];
      }
      first = rest;
      string[length++] = (byte) first;
      while (length > 0 && filled < indices.length) {
        indices[filled++] = string[--length];
      }
      if (previous >= 0 && next < MAX_CODES) {
        last[next] = (byte) first;
        prefix[next] = (short) previous;
        next++;
        if (next == 1 << codeBits && codeBits < MAX_CODE_BITS) {
          codeBits++;
        }
      }
      previous = code;
    }
  }

  private int read(int codeBits) throws UnreadableImageException {
    while (bitCount < codeBits) {
      if (blockRemaining == 0) {
        blockRemaining = cursor.uint8();
        if (blockRemaining == 0 || blockRemaining > cursor.remaining()) {
          throw new UnreadableImageException(TRUNCATED);
        }
      }
      bits |= (bytes[cursor.position()] & 0xff) << bitCount;
      cursor.skip(1);
      blockRemaining--;
      bitCount += 8;
    }
    int code = bits & ((1 << codeBits) - 1);
    bits >>>= codeBits;
    bitCount -= codeBits;
    return code;
  }
}
