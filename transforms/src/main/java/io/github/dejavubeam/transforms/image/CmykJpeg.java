package io.github.dejavubeam.transforms.image;

import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG images of four components, CMYK and YCCK. OpenCV hands them out as RGB in an
 * arithmetic of its own that is up to two levels off, so the stored components are read by the JDK
 * and converted here as libjpeg (YCCK to CMYK) and Pillow (CMYK to RGB) do.
 */
final class CmykJpeg {

  private static final int FRACTION_BITS = 16;
  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private CmykJpeg() {}

  /** Decodes an image whose header and structure have been checked. */
  static RgbImage decode(byte[] encoded) throws UnreadableImageException {
    Raster raster = readComponents(encoded);
    boolean ycck = JpegMarkers.adobeTransform(encoded) > 0;
    int width = raster.getWidth();
    int height = raster.getHeight();
    int[] pixels = new int[width * height];
    int[] row = new int[4 * width];
    for (int y = 0; y < height; y++) {
      raster.getPixels(0, y, width, 1, row);
      for (int x = 0; x < width; x++) {
        if (ycck) {
          toCmyk(row, 4 * x);
        }
        // Pillow takes the stored values as inverted, whether a marker says so or not.
        int key = row[4 * x + 3];
        int pixel = 0;
        for (int channel = 0; channel < 3; channel++) {
          int ink = 255 - row[4 * x + channel];
          pixel |= (key - dividedBy255(ink * key)) << (24 - 8 * channel);
        }
        pixels[y * width + x] = pixel;
      }
    }
    return new RgbImage(width, height, pixels);
  }

  private static Raster readComponents(byte[] encoded) throws UnreadableImageException {
    ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(stream, true, true);
      return reader.readRaster(0, null);
    } catch (IOException | RuntimeException e) {
      // The reader meets some faults with unchecked exceptions.
      throw new UnreadableImageException("JPEG data cannot be decoded", e);
    } finally {
      reader.dispose();
    }
  }

  /** YCCK at {@code offset} to CMYK in place, in libjpeg's fixed point. */
  private static void toCmyk(int[] pixels, int offset) {
    int luma = pixels[offset];
    int blue = pixels[offset + 1] - 128;
    int red = pixels[offset + 2] - 128;
    pixels[offset] = 255 - clipped(luma + scaled(fixed(1.402) * red + HALF));
    pixels[offset + 1] =
        255 - clipped(luma + scaled(HALF - fixed(0.34414) * blue - fixed(0.71414) * red));
    pixels[offset + 2] = 255 - clipped(luma + scaled(fixed(1.772) * blue + HALF));
  }

  private static int fixed(double factor) {
    return (int) (factor * (1 << FRACTION_BITS) + 0.5);
  }

  private static int scaled(int product) {
    return product >> FRACTION_BITS;
  }

  private static int clipped(int value) {
    return Math.max(0, Math.min(255, value));
  }

  /** The product of two 8-bit values divided by 255, rounded. */
  private static int dividedBy255(int product) {
    int shifted = product + 128;
    return (shifted + (shifted >> 8)) >> 8;
  }
}
