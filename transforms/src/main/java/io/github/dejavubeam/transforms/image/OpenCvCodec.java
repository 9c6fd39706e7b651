package io.github.dejavubeam.transforms.image;

import org.opencv.core.CvException;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.imgcodecs.Imgcodecs;

/** OpenCV's decoders of JPEG, PNG and WebP, given images whose structure has been checked. */
final class OpenCvCodec {

  static {
    OpenCvLibrary.load();
  }

  private OpenCvCodec() {}

  /** Decodes to RGB; grey and palette images too. */
  static RgbImage decode(byte[] encoded, ImageHeader header) throws UnreadableImageException {
    Mat mat = read(encoded, header, Imgcodecs.IMREAD_COLOR);
    byte[] pixels;
    try {
      pixels = new byte[3 * header.width() * header.height()];
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

  /** Decodes 16-bit grey, which Pillow clips to 255 and does not scale, unlike 16-bit colour. */
  static RgbImage decodeDeepGrey(byte[] encoded, ImageHeader header)
      throws UnreadableImageException {
    Mat mat = read(encoded, header, Imgcodecs.IMREAD_ANYDEPTH);
    short[] grey;
    try {
      grey = new short[header.width() * header.height()];
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
