package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PillowResizeTest {

  @Test
  void windowsEqualThePlainResizeOfTheWholeImage() {
    Random random = new Random(11);
    ResizeBuffers buffers = new ResizeBuffers();
    for (int round = 0; round < 60; round++) {
      RgbImage image = noise(1 + random.nextInt(60), 1 + random.nextInt(60), random);
      int width = random.nextInt(5) == 0 ? image.width() : 1 + random.nextInt(80);
      int height = random.nextInt(5) == 0 ? image.height() : 1 + random.nextInt(80);
      int size = 1 + random.nextInt(Math.min(width, height));
      int left = random.nextInt(width - size + 1);
      int top = random.nextInt(height - size + 1);
      Interpolation interpolation =
          random.nextBoolean() ? Interpolation.BICUBIC : Interpolation.BILINEAR;

      RgbImage window =
          new PillowResize(width, height, interpolation).window(image, left, top, size, buffers);

      RgbImage whole = plainResize(image, width, height, interpolation);
      for (int y = 0; y < size; y++) {
        int start = 3 * ((top + y) * width + left);
        assertArrayEquals(
            Arrays.copyOfRange(whole.rgb(), start, start + 3 * size),
            Arrays.copyOfRange(window.rgb(), 3 * y * size, 3 * (y + 1) * size),
            "row " + y + " of round " + round);
      }
    }
  }

  /** On vector registers or not: which of them runs depends on the machine. */
  @Test
  void bothImplementationsGiveTheSamePixels() {
    assumeTrue(VectorResize.AVAILABLE, "this Java machine has no vector registers to offer");
    Random random = new Random(12);
    ResizeBuffers buffers = new ResizeBuffers();
    for (int round = 0; round < 60; round++) {
      RgbImage image = noise(1 + random.nextInt(200), 1 + random.nextInt(200), random);
      int width = 1 + random.nextInt(80);
      int height = 1 + random.nextInt(80);
      int size = 1 + random.nextInt(Math.min(width, height));
      int left = random.nextInt(width - size + 1);
      int top = random.nextInt(height - size + 1);
      ResampleCoefficients columns =
          width == image.width() || random.nextInt(5) == 0
              ? null
              : new ResampleCoefficients(image.width(), width, left, size, Interpolation.BICUBIC);
      ResampleCoefficients rows =
          height == image.height() || random.nextInt(5) == 0
              ? null
              : new ResampleCoefficients(image.height(), height, top, size, Interpolation.BICUBIC);
      if ((columns == null && left + size > image.width())
          || (rows == null && top + size > image.height())) {
        continue;
      }
      int[] fast = new int[size * size];
      new VectorResize(image, left, columns, size, buffers).window(top, rows, fast);
      int[] plain = new int[size * size];
      new PlainResize(image, left, columns, size).window(top, rows, plain);

      assertArrayEquals(plain, fast, "round " + round);
    }
  }

  @Test
  void anImageOfOneColourKeepsIt() {
    byte[] rgb = new byte[3 * 31 * 17];
    Arrays.fill(rgb, (byte) 201);

    RgbImage window =
        new PillowResize(9, 40, Interpolation.BICUBIC).window(new RgbImage(31, 17, rgb), 0, 20, 9);

    for (byte value : window.rgb()) {
      assertEquals(201, value & 0xff);
    }
  }

  /** Resized, it would have 224 x 22,400,000 pixels. */
  @Test
  void theCentreOfASliverIsTakenWithoutTheRest() {
    byte[] rgb = new byte[3 * 100_000];
    Arrays.fill(rgb, 3 * 50_000, rgb.length, (byte) 255);

    RgbImage window =
        new PillowResize(224, 22_400_000, Interpolation.BILINEAR)
            .window(new RgbImage(1, 100_000, rgb), 0, 11_199_888, 224);

    // Of 224 rows between the centres of a black and a white row, the first is black but for 1/448.
    assertEquals(1, window.rgb()[0] & 0xff);
    assertEquals(127, window.rgb()[3 * 224 * 111] & 0xff);
    assertEquals(128, window.rgb()[3 * 224 * 112] & 0xff);
    assertEquals(254, window.rgb()[3 * 224 * 223] & 0xff);
  }

  /** Its rows at the output's width would be 1.1 GB, more than the heap of the tests. */
  @Test
  void aSliverIsSquashedInTheMemoryOfTheResult() {
    byte[] rgb = new byte[3 * 400_000];
    Arrays.fill(rgb, 3 * 200_000, rgb.length, (byte) 255);

    RgbImage squashed =
        new PillowResize(224, 224, Interpolation.BILINEAR)
            .window(new RgbImage(1, 400_000, rgb), 0, 0, 224);

    // Each row is made of 2 x 400,000 / 224 rows of the input, by the triangle filter.
    assertEquals(0, squashed.rgb()[3 * 224 * 110] & 0xff);
    assertEquals(32, squashed.rgb()[3 * 224 * 111] & 0xff);
    assertEquals(223, squashed.rgb()[3 * 224 * 112] & 0xff);
    assertEquals(255, squashed.rgb()[3 * 224 * 113] & 0xff);
  }

  /** The definition, without windows: each axis in turn, weights as exact numbers, then rounded. */
  private static RgbImage plainResize(
      RgbImage image, int width, int height, Interpolation interpolation) {
    byte[] wide = new byte[3 * width * image.height()];
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < width; x++) {
        for (int channel = 0; channel < 3; channel++) {
          int[] line = new int[image.width()];
          for (int i = 0; i < line.length; i++) {
            line[i] = image.rgb()[3 * (y * image.width() + i) + channel] & 0xff;
          }
          wide[3 * (y * width + x) + channel] = sample(line, width, x, interpolation);
        }
      }
    }
    byte[] resized = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int i = 0; i < 3 * width; i++) {
        int[] line = new int[image.height()];
        for (int row = 0; row < line.length; row++) {
          line[row] = wide[row * 3 * width + i] & 0xff;
        }
        resized[y * 3 * width + i] = sample(line, height, y, interpolation);
      }
    }
    return new RgbImage(width, height, resized);
  }

  private static byte sample(int[] line, int size, int position, Interpolation interpolation) {
    if (line.length == size) {
      return (byte) line[position];
    }
    double scale = (double) line.length / size;
    double stretch = Math.max(scale, 1);
    double center = (position + 0.5) * scale;
    double reach = interpolation.support() * stretch;
    int from = Math.max((int) (center - reach + 0.5), 0);
    int to = Math.min((int) (center + reach + 0.5), line.length);
    double total = 0;
    for (int i = from; i < to; i++) {
      total += interpolation.weight((i - center + 0.5) * (1 / stretch));
    }
    long sum = 1L << 21;
    for (int i = from; i < to; i++) {
      double weight = interpolation.weight((i - center + 0.5) * (1 / stretch)) / total;
      sum += line[i] * (long) (weight * (1 << 22) + Math.copySign(0.5, weight));
    }
    return (byte) Math.max(0, Math.min(255, sum >> 22));
  }

  private static RgbImage noise(int width, int height, Random random) {
    byte[] rgb = new byte[3 * width * height];
    random.nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }
}
