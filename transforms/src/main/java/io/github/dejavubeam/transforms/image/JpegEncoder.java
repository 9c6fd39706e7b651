package io.github.dejavubeam.transforms.image;

import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** Encodes small pictures of images, to be looked at. */
public final class JpegEncoder {

  private static final int QUALITY = 82;

  static {
    OpenCvLibrary.load();
  }

  private JpegEncoder() {}

  /**
   * The image as a JPEG file.
   *
   * @param longSide pixels of its longer side; a smaller image keeps its size
   */
  public static byte[] encode(RgbImage image, int longSide) {
    Mat rgb = new Mat(image.height(), image.width(), CvType.CV_8UC3);
    Mat bgr = new Mat();
    MatOfByte jpeg = new MatOfByte();
    MatOfInt quality = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
    try {
      rgb.put(0, 0, image.rgb());
      double scale = Math.min(1, (double) longSide / Math.max(image.width(), image.height()));
      Size size =
          new Size(
              Math.max(1, Math.round(scale * image.width())),
              Math.max(1, Math.round(scale * image.height())));
      Imgproc.resize(rgb, bgr, size, 0, 0, Imgproc.INTER_AREA);
      Imgproc.cvtColor(bgr, bgr, Imgproc.COLOR_RGB2BGR);
      Imgcodecs.imencode(".jpg", bgr, jpeg, quality);
      return jpeg.toArray();
    } finally {
      rgb.release();
      bgr.release();
      jpeg.release();
      quality.release();
    }
  }
}
