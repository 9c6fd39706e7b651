package io.github.dejavubeam.transforms.image;

import io.github.dejavubeam.transforms.fuzz.FuzzTarget;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.imgcodecs.Imgcodecs;

/**
 * Images of a format.
 *
 * @param name of the format
 * @param seeds images in it
 */
public record ImageTarget(String name, List<byte[]> seeds) implements FuzzTarget {

  private static final long MAX_PIXELS = 1 << 20;
  private static final int PNG_SIGNATURE = 8;

  /** The targets: a format each. */
  public static List<FuzzTarget> all() throws IOException {
    BufferedImage small = EncodedImages.noise(17, 9, 1);
    BufferedImage large = EncodedImages.noise(64, 48, 2);
    OpenCvLibrary.load();
    List<byte[]> jpegs = new ArrayList<>(List.of(EncodedImages.encode(small, "jpeg")));
    List<byte[]> pngs = new ArrayList<>(List.of(EncodedImages.encode(small, "png")));
    List<byte[]> webps = new ArrayList<>();
    for (int quality : new int[] {30, 101}) {
      webps.add(encoded(".webp", large, Imgcodecs.IMWRITE_WEBP_QUALITY, quality));
    }
    for (int progressive : new int[] {0, 1}) {
      jpegs.add(encoded(".jpg", large, Imgcodecs.IMWRITE_JPEG_PROGRESSIVE, progressive));
    }
    pngs.add(encoded(".png", large, Imgcodecs.IMWRITE_PNG_COMPRESSION, 9));
    return List.of(
        new ImageTarget("jpeg", jpegs),
        new ImageTarget("png", pngs),
        new ImageTarget("webp", webps),
        new ImageTarget(
            "gif",
            List.of(EncodedImages.encode(small, "gif"), EncodedImages.encode(large, "gif"))));
  }

  private static byte[] encoded(String ending, BufferedImage image, int flag, int value) {
    Mat pixels = new Mat(image.getHeight(), image.getWidth(), CvType.CV_8UC3);
    pixels.put(0, 0, EncodedImages.rgb(image));
    MatOfByte bytes = new MatOfByte();
    Imgcodecs.imencode(ending, pixels, bytes, new MatOfInt(flag, value));
    return bytes.toArray();
  }

  /** Sums of PNG's chunks. */
  @Override
  public void repair(byte[] input) {
    if (!name.equals("png")) {
      return;
    }
    ByteBuffer chunks = ByteBuffer.wrap(input);
    int at = PNG_SIGNATURE;
    while (at + 12 <= input.length) {
      int length = chunks.getInt(at);
      if (length < 0 || length > input.length - at - 12) {
        return;
      }
      CRC32 sum = new CRC32();
      sum.update(input, at + 4, 4 + length);
      chunks.putInt(at + 8 + length, (int) sum.getValue());
      at += 12 + length;
    }
  }

  @Override
  public boolean accepts(byte[] input) {
    try {
      RgbImage image = ImageDecoder.decode(input, MAX_PIXELS);
      if ((long) image.width() * image.height() > MAX_PIXELS) {
        throw new IllegalStateException("larger than the limit: " + image.width());
      }
      ImageDecoder.decode(input, MAX_PIXELS, ImageDecoder.jpegReduction(input, 4));
      return true;
    } catch (UnreadableImageException e) {
      return false;
    }
  }
}
