package io.github.dejavubeam.transforms.image;

/**
 * Decodes JPEG, PNG, WebP and GIF to the pixels of Pillow's {@code open(...).convert("RGB")}: the
 * first frame, orientation tags ignored, alpha dropped and not blended, no colour management. Safe
 * for use by many threads.
 */
public final class ImageDecoder {

  /** The number of pixels past which an image is refused unless the caller says otherwise. */
  public static final long DEFAULT_MAX_PIXELS = 100_000_000;

  private ImageDecoder() {}

  /**
   * Decodes an image, after its header has shown that it is in a known format and within the limit,
   * and its structure that it is complete.
   *
   * @param maxPixels the largest width times height that is decoded
   * @throws UnreadableImageException if the bytes are not such an image
   */
  public static RgbImage decode(byte[] encoded, long maxPixels) throws UnreadableImageException {
    return decode(encoded, maxPixels, 1);
  }

  /**
   * By how much a JPEG can be scaled down while it is decoded: 8, 4 or 2, whichever is the largest
   * that leaves its short side at least {@code shortSide}; else 1, as for every other format.
   */
  public static int jpegReduction(byte[] encoded, int shortSide) {
    try {
      ImageHeader header = ImageHeader.parse(encoded);
      int reduction = header.format() == ImageFormat.JPEG && header.channels() != 4 ? 8 : 1;
      while (reduction > 1
          && Math.min(header.width(), header.height()) < (long) reduction * shortSide) {
        reduction /= 2;
      }
      return reduction;
    } catch (UnreadableImageException e) {
      return 1; // Decoding will say so.
    }
  }

  /**
   * Decodes an image scaled down, which takes less time and gives other pixels than resizing it.
   *
   * @param reduction as {@link #jpegReduction} gives it; sides become {@code ceil(side /
   *     reduction)}
   * @throws UnreadableImageException as {@link #decode(byte[], long)} does
   */
  public static RgbImage decode(byte[] encoded, long maxPixels, int reduction)
      throws UnreadableImageException {
    ImageHeader header = ImageHeader.parse(encoded);
    header.checkPixels(maxPixels);
    return switch (header.format()) {
      case JPEG -> {
        JpegMarkers.checkComplete(encoded);
        boolean cmyk = header.channels() == 4;
        yield cmyk ? CmykJpeg.decode(encoded) : decodeJpeg(encoded, header, reduction);
      }
      case PNG -> {
        PngChunks.checkComplete(encoded);
        boolean deepGrey = header.channels() == 1 && header.bitDepth() == 16;
        yield deepGrey
            ? OpenCvCodec.decodeDeepGrey(encoded, header)
            : OpenCvCodec.decode(encoded, header);
      }
      case WEBP -> {
        WebpChunks.checkComplete(encoded);
        yield WebpChunks.isAnimated(encoded)
            ? decodeAnimation(encoded, header, maxPixels)
            : OpenCvCodec.decode(encoded, header);
      }
      case GIF -> GifFirstFrame.decode(encoded);
    };
  }

  private static RgbImage decodeJpeg(byte[] encoded, ImageHeader header, int reduction)
      throws UnreadableImageException {
    RgbImage image = JpegCodec.AVAILABLE ? JpegCodec.decode(encoded, header, reduction) : null;
    return image == null ? OpenCvCodec.decodeReduced(encoded, header, reduction) : image;
  }

  private static RgbImage decodeAnimation(byte[] encoded, ImageHeader canvas, long maxPixels)
      throws UnreadableImageException {
    WebpAnimation animation = WebpAnimation.firstFrame(encoded);
    ImageHeader frame = ImageHeader.parse(animation.still());
    frame.checkPixels(maxPixels);
    return animation.onCanvas(OpenCvCodec.decode(animation.still(), frame), canvas);
  }
}
