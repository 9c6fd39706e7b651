package io.github.dejavubeam.transforms.image;

import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

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
    switch (header.format()) {
      case JPEG -> {
        JpegMarkers.checkComplete(encoded);
        return header.channels() == 4 ? CmykJpeg.decode(encoded) : decodeColour(encoded, header);
      }
      case PNG -> {
        PngChunks.checkComplete(encoded);
        boolean deepGrey = header.channels() == 1 && header.bitDepth() == 16;
        return deepGrey ? decodeDeepGrey(encoded, header) : decodeColour(encoded, header);
      }
      case WEBP -> {
        WebpChunks.checkComplete(encoded);
        return WebpChunks.isAnimated(encoded)
            ? decodeAnimation(encoded, header, maxPixels)
            : decodeColour(encoded, header);
      }
      case GIF -> {
        return GifFirstFrame.decode(encoded);
      }
    }
    throw new AssertionError(header.format());
  }

  private static RgbImage decodeAnimation(byte[] encoded, ImageHeader canvas, long maxPixels)
      throws UnreadableImageException {
    WebpAnimation animation = WebpAnimation.firstFrame(encoded);
    ImageHeader frame = ImageHeader.parse(animation.still());
    frame.checkPixels(maxPixels);
    return animation.onCanvas(decodeColour(animation.still(), frame), canvas);
  }

  private static RgbImage decodeColour(byte[] encoded, ImageHeader header)
      throws UnreadableImageException {
    byte[] pixels = new byte[3 * header.width() * header.height()];
    Mat mat = read(encoded, header, Imgcodecs.IMREAD_COLOR);
    try {
      mat.get(0, 0, pixels);
    } finally {
      mat.release();
    }
    // OpenCV has blue first.
    for (int i = 0; i < pixels.length; i += 3) {
      byte blue = pixels[i];
      pixels[i] = pixels[i + 2];
      pixels[i + 2] = blue;
    }
    return new RgbImage(header.width(), header.height(), pixels);
  }

  /** Pillow clips 16-bit grey to 255 and does not scale it, unlike 16-bit colour. */
  private static RgbImage decodeDeepGrey(byte[] encoded, ImageHeader header)
      throws UnreadableImageException {
    short[] grey = new short[header.width() * header.height()];
    Mat mat = read(encoded, header, Imgcodecs.IMREAD_ANYDEPTH);
    try {
      mat.get(0, 0, grey);
    } finally {
      mat.release();
    }
    byte[] pixels = new byte[3 * grey.length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.min(grey[i / 3] & 0xffff, 255);
    }
    return new RgbImage(header.width(), header.height(), pixels);
  }

  private static Mat read(byte[] encoded, ImageHeader header, int mode)
      throws UnreadableImageException {
    OpenCvLibrary.load();
    MatOfByte buffer = new MatOfByte(encoded);
    try {
      Mat mat = Imgcodecs.imdecode(buffer, mode | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
      if (mat.cols() != header.width() || mat.rows() != header.height()) {
        mat.release();
        throw new UnreadableImageException(header.format() + " data cannot be decoded");
      }
      return mat;
    } catch (CvException e) {
      throw new UnreadableImageException(header.format() + " data cannot be decoded", e);
    } finally {
      buffer.release();
    }
  }
}
