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
    ImageHeader header = ImageHeader.parse(encoded);
    header.checkPixels(maxPixels);
    return switch (header.format()) {
      case JPEG -> {
        JpegMarkers.checkComplete(encoded);
        boolean cmyk = header.channels() == 4;
        yield cmyk ? CmykJpeg.decode(encoded) : decodeJpeg(encoded, header);
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

  private static RgbImage decodeJpeg(byte[] encoded, ImageHeader header)
      throws UnreadableImageException {
    RgbImage image = JpegCodec.AVAILABLE ? JpegCodec.decode(encoded, header) : null;
    return image == null ? OpenCvCodec.decode(encoded, header) : image;
  }

  private static RgbImage decodeAnimation(byte[] encoded, ImageHeader canvas, long maxPixels)
      throws UnreadableImageException {
    WebpAnimation animation = WebpAnimation.firstFrame(encoded);
    ImageHeader frame = ImageHeader.parse(animation.still());
    frame.checkPixels(maxPixels);
    return animation.onCanvas(OpenCvCodec.decode(animation.still(), frame), canvas);
  }
}
