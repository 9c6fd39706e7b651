package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImagePreprocessingTest {

  private static final float[] MEAN = {0.5f, 0.25f, 0.125f};
  private static final float[] STD = {0.5f, 0.25f, 0.2f};

  @Test
  void writesChannelAfterChannelAtThePositionOfTheBuffer() {
    RgbImage image = new RgbImage(2, 1, new byte[] {0, (byte) 255, 51, 0, (byte) 255, 51});
    FloatBuffer planes = FloatBuffer.allocate(5);
    planes.put(9);

    preprocessing(1, 1, CropConvention.OPEN_CLIP).preprocess(image, planes, new ResizeBuffers());

    assertEquals(4, planes.position());
    assertArrayEquals(
        new float[] {9, (0f - 0.5f) / 0.5f, (1f - 0.25f) / 0.25f, (51 / 255f - 0.125f) / 0.2f, 0},
        planes.array());
  }

  @Test
  void conventionsRoundAnOddMarginDifferently() {
    assertEquals(2, CropConvention.OPEN_CLIP.start(7, 4));
    assertEquals(1, CropConvention.TRANSFORMERS.start(7, 4));
    // Half to even: 0.5 is 0, 1.5 is 2, 2.5 is 2.
    assertEquals(0, CropConvention.OPEN_CLIP.start(5, 4));
    assertEquals(2, CropConvention.OPEN_CLIP.start(9, 4));
    assertEquals(2, CropConvention.TRANSFORMERS.start(9, 4));
  }

  @Test
  void anImageOfTheRightShortSideIsOnlyCropped() {
    byte[] rgb = new byte[3 * 5 * 2];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) i;
    }

    RgbImage crop =
        preprocessing(2, 2, CropConvention.OPEN_CLIP)
            .resizeAndCrop(new RgbImage(5, 2, rgb), new ResizeBuffers());

    assertArrayEquals(new byte[] {6, 7, 8, 9, 10, 11, 21, 22, 23, 24, 25, 26}, crop.rgb());
  }

  @Test
  void squashingIsTheDirectResizeToTheSquare() {
    for (int[] shape : new int[][] {{13, 4}, {4, 13}, {6, 6}, {1, 9}}) {
      byte[] rgb = new byte[3 * shape[0] * shape[1]];
      new Random(5).nextBytes(rgb);
      RgbImage image = new RgbImage(shape[0], shape[1], rgb);
      for (Interpolation interpolation : Interpolation.values()) {
        RgbImage squashed =
            ImagePreprocessing.squash(6, interpolation, MEAN, STD)
                .resizeAndCrop(image, new ResizeBuffers());

        assertEquals(6, squashed.width());
        assertEquals(6, squashed.height());
        assertArrayEquals(
            new PillowResize(6, 6, interpolation).window(image, 0, 0, 6).rgb(), squashed.rgb());
      }
    }
  }

  @Test
  void squashingKeepsTheEndsThatACropWouldCut() {
    byte[] rgb = new byte[3 * 90 * 10];
    Arrays.fill(rgb, (byte) 100);
    for (int y = 0; y < 10; y++) {
      Arrays.fill(rgb, 3 * 90 * y, 3 * 90 * y + 3 * 30, (byte) 0);
      Arrays.fill(rgb, 3 * (90 * y + 60), 3 * 90 * (y + 1), (byte) 200);
    }

    byte[] row =
        ImagePreprocessing.squash(3, Interpolation.BILINEAR, MEAN, STD)
            .resizeAndCrop(new RgbImage(90, 10, rgb), new ResizeBuffers())
            .rgb();

    assertTrue((row[0] & 0xff) < 40, "left " + row[0]);
    assertEquals(100, row[3]);
    assertTrue((row[6] & 0xff) > 160, "right " + row[6]);
  }

  @Test
  void theDescriptionNamesEveryParameter() {
    assertEquals(
        "squash=224 interpolation=BICUBIC mean=[0.5, 0.25, 0.125] std=[0.5, 0.25, 0.2]",
        ImagePreprocessing.squash(224, Interpolation.BICUBIC, MEAN, STD).description());
    assertEquals(
        "resize=256 crop=224 interpolation=BICUBIC convention=TRANSFORMERS"
            + " mean=[0.5, 0.25, 0.125] std=[0.5, 0.25, 0.2]",
        preprocessing(256, 224, CropConvention.TRANSFORMERS).description());
  }

  @Test
  void parametersThatMakeNoSenseAreRefused() {
    assertRefused("the crop size must be positive, not 0", 8, 0, MEAN, STD);
    assertRefused("the crop size 9 is larger than the resized short side 8", 8, 9, MEAN, STD);
    assertRefused("the resized short side 2048 is larger than 2047", 2048, 8, MEAN, STD);
    assertRefused("mean must be three numbers", 8, 8, new float[2], STD);
    assertRefused("std must be three numbers", 8, 8, MEAN, new float[] {1, 1, Float.NaN});
    assertRefused("std must be positive", 8, 8, MEAN, new float[] {1, 0, 1});
  }

  @Test
  void interpolationsAreFoundByTheirNameInConfigurations() {
    assertEquals(Interpolation.BICUBIC, Interpolation.of("bicubic"));
    assertEquals(Interpolation.BILINEAR, Interpolation.of("bilinear"));
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> Interpolation.of("lanczos"));
    assertEquals(
        "unknown interpolation \"lanczos\", known are [bilinear, bicubic]", unknown.getMessage());
  }

  private static ImagePreprocessing preprocessing(int resize, int crop, CropConvention convention) {
    return ImagePreprocessing.of(resize, crop, Interpolation.BICUBIC, convention, MEAN, STD);
  }

  private static void assertRefused(
      String message, int resize, int crop, float[] mean, float[] std) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                ImagePreprocessing.of(
                    resize, crop, Interpolation.BICUBIC, CropConvention.OPEN_CLIP, mean, std));
    assertEquals(message, refusal.getMessage());
  }
}
