package io.github.dejavubeam.transforms.image;

import java.util.Arrays;

/**
 * The first frame of a GIF file on its canvas, as Pillow makes it: the canvas grows to hold the
 * frame, what the frame leaves free has the transparent index or 0, and every index shows its
 * palette colour, the transparent one too.
 */
final class GifFirstFrame {

  private static final String TRUNCATED = "GIF data is truncated";
  private static final String CORRUPT = "GIF data is corrupt";
  private static final int HAS_PALETTE = 0x80;
  private static final int INTERLACED = 0x40;

  private final byte[] bytes;
  private final ByteCursor cursor;
  private final byte[] palette = greyRamp();
  private int background;
  private int width;
  private int height;
  private int left;
  private int top;
  private int frameWidth;
  private int frameHeight;
  private boolean interlaced;

  private GifFirstFrame(byte[] bytes) throws UnreadableImageException {
    this.bytes = bytes;
    this.cursor = new ByteCursor(bytes, TRUNCATED);
    readScreen();
    seekFrame();
    readFrame();
  }

  /** The size of the canvas with the first frame on it. */
  static ImageHeader header(byte[] encoded) throws UnreadableImageException {
    GifFirstFrame frame = new GifFirstFrame(encoded);
    return new ImageHeader(ImageFormat.GIF, frame.width, frame.height, 1, 8);
  }

  /** Decodes the first frame. The size must have been checked by {@link #header}. */
  static RgbImage decode(byte[] encoded) throws UnreadableImageException {
    return new GifFirstFrame(encoded).decode();
  }

  private void readScreen() throws UnreadableImageException {
    cursor.skip(6);
    width = cursor.uint16LittleEndian();
    height = cursor.uint16LittleEndian();
    int flags = cursor.uint8();
    cursor.skip(2);
    readPalette(flags);
  }

  /** Steps over extensions, and over bytes that begin no block as Pillow does, to the frame. */
  private void seekFrame() throws UnreadableImageException {
    while (true) {
      switch (cursor.uint8()) {
        case ',' -> {
          return;
        }
        case ';' -> throw new UnreadableImageException("GIF has no frame");
        case '!' -> readExtension();
        default -> {}
      }
    }
  }

  private void readExtension() throws UnreadableImageException {
    boolean graphicControl = cursor.uint8() == 0xf9;
    int length = cursor.uint8();
    if (graphicControl && length >= 4) {
      boolean transparent = (cursor.uint8() & 1) != 0;
      cursor.skip(2);
      int index = cursor.uint8();
      background = transparent ? index : background;
      cursor.skip(length - 4L);
      length = cursor.uint8();
    }
    while (length > 0) {
      cursor.skip(length);
      length = cursor.uint8();
    }
  }

  private void readFrame() throws UnreadableImageException {
    left = cursor.uint16LittleEndian();
    top = cursor.uint16LittleEndian();
    frameWidth = cursor.uint16LittleEndian();
    frameHeight = cursor.uint16LittleEndian();
    int flags = cursor.uint8();
    interlaced = (flags & INTERLACED) != 0;
    if (frameWidth == 0 || frameHeight == 0) {
      throw new UnreadableImageException(CORRUPT);
    }
    width = Math.max(width, left + frameWidth);
    height = Math.max(height, top + frameHeight);
    readPalette(flags);
  }

  private void readPalette(int flags) throws UnreadableImageException {
    if ((flags & HAS_PALETTE) != 0) {
      int length = 3 << ((flags & 7) + 1);
      int start = cursor.position();
      cursor.skip(length);
      System.arraycopy(greyRamp(), 0, palette, 0, palette.length);
      System.arraycopy(bytes, start, palette, 0, length);
    }
  }

  private RgbImage decode() throws UnreadableImageException {
    byte[] indices = new byte[frameWidth * frameHeight];
    GifLzw.decode(bytes, cursor, indices);
    int[] pixels = new int[width * height];
    if (frameWidth < width || frameHeight < height) {
      Arrays.fill(pixels, colour(background));
    }
    int row = 0;
    for (int stored = 0; stored < frameHeight; stored++) {
      int target = (top + row) * width + left;
      for (int x = 0; x < frameWidth; x++) {
        pixels[target + x] = colour(indices[stored * frameWidth + x] & 0xff);
      }
      row = nextRow(row);
    }
    return new RgbImage(width, height, pixels);
  }

  private int colour(int entry) {
    return RgbImage.pixel(palette[3 * entry], palette[3 * entry + 1], palette[3 * entry + 2]);
  }

  /**
   * The row that is stored after this one. Interlaced, four passes follow each other: every 8th row
   * from 0, every 8th from 4, every 4th from 2, every 2nd from 1.
   */
  private int nextRow(int row) {
    if (!interlaced) {
      return row + 1;
    }
    int next = row + (row % 4 == 0 ? 8 : row % 2 == 0 ? 4 : 2);
    if (next < frameHeight) {
      return next;
    }
    int start = row % 8 == 0 ? 4 : row % 4 == 0 ? 2 : 1;
    while (start >= frameHeight && start > 1) {
      start /= 2;
    }
    return start;
  }

  private static byte[] greyRamp() {
    byte[] ramp = new byte[3 * 256];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (byte) (i / 3);
    }
    return ramp;
  }
}
