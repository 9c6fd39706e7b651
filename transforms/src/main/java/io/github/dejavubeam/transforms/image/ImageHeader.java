package io.github.dejavubeam.transforms.image;

/** What the first bytes of an image say of it: enough to refuse it before anything is allocated. */
final class ImageHeader {

  private final ImageFormat format;
  private final int width;
  private final int height;
  private final int channels;
  private final int bitDepth;

  /** A header of {@code channels} stored channels, {@code bitDepth} bits each. */
  ImageHeader(ImageFormat format, int width, int height, int channels, int bitDepth) {
    this.format = format;
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.bitDepth = bitDepth;
  }

  /**
   * Reads the header of an image in one of the known formats.
   *
   * @throws UnreadableImageException if there is none, or it is not one that can be decoded
   */
  static ImageHeader parse(byte[] encoded) throws UnreadableImageException {
    return switch (ImageFormat.of(encoded)) {
      case JPEG -> JpegMarkers.header(encoded);
      case PNG -> PngChunks.header(encoded);
      case WEBP -> WebpChunks.header(encoded);
      case GIF -> GifFirstFrame.header(encoded);
    };
  }

  ImageFormat format() {
    return format;
  }

  /** Width in pixels; 0 is possible. */
  int width() {
    return width;
  }

  /** Height in pixels; 0 is possible. */
  int height() {
    return height;
  }

  /** Width after scaling down while decoding, as libjpeg rounds it. */
  int reducedWidth(int reduction) {
    return (width + reduction - 1) / reduction;
  }

  /** Height after scaling down while decoding. */
  int reducedHeight(int reduction) {
    return (height + reduction - 1) / reduction;
  }

  /** Stored channels: 1 is grey or palette, 4 of a JPEG is CMYK. */
  int channels() {
    return channels;
  }

  /** Bits of a stored channel. */
  int bitDepth() {
    return bitDepth;
  }

  /** Refuses an image without pixels or with more than {@code maxPixels}. */
  void checkPixels(long maxPixels) throws UnreadableImageException {
    if (width == 0 || height == 0) {
      throw new UnreadableImageException("image has no pixels");
    }
    if ((long) width * height > Math.min(maxPixels, Integer.MAX_VALUE / 3)) {
      throw new UnreadableImageException("image exceeds the pixel limit");
    }
  }
}
