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
    return decodeReduced(encoded, header, 1);
  }

  /** Decodes to RGB, scaled down by 1, 2, 4 or 8. */
  static RgbImage decodeReduced(byte[] encoded, ImageHeader header, int reduction)
      throws UnreadableImageException {
    int mode =
        switch (reduction) {
          case 2 -> Imgcodecs.IMREAD_REDUCED_COLOR_2;
          case 4 -> Imgcodecs.IMREAD_REDUCED_COLOR_4;
          case 8 -> Imgcodecs.IMREAD_REDUCED_COLOR_8;
          default -> Imgcodecs.IMREAD_COLOR;
        };
    Mat mat = read(encoded, header, mode, reduction);
    int width = header.reducedWidth(reduction);
    int height = header.reducedHeight(reduction);
    int[] pixels;
    try {
      pixels = new int[width * height];
      byte[] row = new byte[3 * width];
      for (int y = 0, i = 0; y < height; y++) {
        mat.get(y, 0, row);
        // OpenCV has blue first.
        for (int j = 0; j < row.length; j += 3) {
          pixels[i++] = RgbImage.pixel(row[j + 2], row[j + 1], row[j]);
        }
      }
    } finally {
      mat.release();
    }
    return new RgbImage(width, height, pixels);
  }

  /** Decodes 16-bit grey, which Pillow clips to 255 and does not scale, unlike 16-bit colour. */
  static RgbImage decodeDeepGrey(byte[] encoded, ImageHeader header)
      throws UnreadableImageException {
    Mat mat = read(encoded, header, Imgcodecs.IMREAD_ANYDEPTH, 1);
    short[] grey;
    try {
      grey = new short[header.width() * header.height()];
      mat.get(0, 0, grey);
    } finally {
      mat.release();
    }
    int[] pixels = new int[grey.length];
    for (int i = 0; i < pixels.length; i++) {
      byte level = (byte) Math.min(grey[i] & 0xffff, 255);
      pixels[i] = RgbImage.pixel(level, level, level);
    }
    return new RgbImage(header.width(), header.height(), pixels);
  }

  private static Mat read(byte[] encoded, ImageHeader header, int mode, int reduction)
      throws UnreadableImageException {
    MatOfByte buffer = new MatOfByte(encoded);
    try {
      Mat mat = Imgcodecs.imdecode(buffer, mode | Imgcodecs.IMREAD_IGNORE_ORIENTATION);
      if (mat.cols() != header.reducedWidth(reduction)
          || mat.rows() != header.reducedHeight(reduction)) {
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
