package io.github.dejavubeam.transforms.image;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * What a model wants done to an image before it sees it: resize the short side and crop the centre,
 * or squash it to a square; scale to [0, 1], normalise each channel. Equal to Pillow and
 * torchvision to the bit.
 */
public final class ImagePreprocessing implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Far above any model; with it the resized side of an image of a million pixels is an int. */
  private static final int MAX_SIDE = 2047;

  private final int resizeShortSide;
  private final int cropSize;
  private final Interpolation interpolation;

  /** Null where the image is squashed, so that nothing is cropped. */
  private final CropConvention convention;

  private final float[] mean;
  private final float[] std;
  private final float[][] normalised;

  private ImagePreprocessing(
      int resizeShortSide,
      int cropSize,
      Interpolation interpolation,
      CropConvention convention,
      float[] mean,
      float[] std) {
    this.resizeShortSide = resizeShortSide;
    this.cropSize = cropSize;
    this.interpolation = interpolation;
    this.convention = convention;
    this.mean = mean;
    this.std = std;
    this.normalised = normalised(mean, std);
  }

  /**
   * The preprocessing with these parameters.
   *
   * @param resizeShortSide pixels of the short side after resizing; the long side becomes {@code
   *     floor(resizeShortSide * long / short)}
   * @param cropSize pixels of each side of the centre crop, at most {@code resizeShortSide}
   * @param mean per channel (red, green, blue) of pixels scaled to [0, 1], as is {@code std}
   * @throws IllegalArgumentException if the crop is empty, larger than the resized image or past
   *     2047 pixels, or if mean or std are not three finite numbers, std positive
   */
  public static ImagePreprocessing of(
      int resizeShortSide,
      int cropSize,
      Interpolation interpolation,
      CropConvention convention,
      float[] mean,
      float[] std) {
    return checked(
        resizeShortSide, cropSize, interpolation, Objects.requireNonNull(convention), mean, std);
  }

  private static ImagePreprocessing checked(
      int resizeShortSide,
      int cropSize,
      Interpolation interpolation,
      CropConvention convention,
      float[] mean,
      float[] std) {
    check(cropSize > 0, "the crop size must be positive, not " + cropSize);
    check(
        cropSize <= resizeShortSide,
        "the crop size " + cropSize + " is larger than the resized short side " + resizeShortSide);
    check(
        resizeShortSide <= MAX_SIDE,
        "the resized short side " + resizeShortSide + " is larger than " + MAX_SIDE);
    check(mean.length == 3 && allFinite(mean), "mean must be three numbers");
    check(std.length == 3 && allFinite(std), "std must be three numbers");
    check(std[0] > 0 && std[1] > 0 && std[2] > 0, "std must be positive");
    return new ImagePreprocessing(
        resizeShortSide, cropSize, interpolation, convention, mean.clone(), std.clone());
  }

  /**
   * The preprocessing that squashes an image to a square, whatever its proportions, and crops
   * nothing.
   *
   * @param size pixels of each side
   * @param mean per channel (red, green, blue) of pixels scaled to [0, 1], as is {@code std}
   * @throws IllegalArgumentException as {@link #of} does
   */
  public static ImagePreprocessing squash(
      int size, Interpolation interpolation, float[] mean, float[] std) {
    return checked(size, size, interpolation, null, mean, std);
  }

  /** Pixels of the short side after resizing, before the crop. */
  public int shortSide() {
    return resizeShortSide;
  }

  /** Pixels of each side of the result. */
  public int size() {
    return cropSize;
  }

  /**
   * Writes the image as 3 x size x size floats, channel by channel, at the buffer's position, and
   * advances it.
   */
  public void preprocess(RgbImage image, FloatBuffer planes, ResizeBuffers buffers) {
    int[] pixels = resizeAndCrop(image, buffers).pixels();
    int length = cropSize * cropSize;
    float[] plane = buffers.plane(length);
    for (int channel = 0; channel < 3; channel++) {
      float[] values = normalised[channel];
      int shift = 24 - 8 * channel;
      for (int i = 0; i < length; i++) {
        plane[i] = values[pixels[i] >>> shift & 0xff];
      }
      planes.put(plane, 0, length);
    }
  }

  /**
   * The resized and cropped image, before scaling: size x size pixels of 8 bits, in memory of
   * {@code buffers} that the next image is written to.
   */
  public RgbImage resizeAndCrop(RgbImage image, ResizeBuffers buffers) {
    if (convention == null) {
      return new PillowResize(cropSize, cropSize, interpolation)
          .window(image, 0, 0, cropSize, buffers);
    }
    boolean portrait = image.width() <= image.height();
    int shortSide = Math.min(image.width(), image.height());
    int longSide = Math.max(image.width(), image.height());
    int resizedLong = (int) ((double) ((long) resizeShortSide * longSide) / shortSide);
    int width = portrait ? resizeShortSide : resizedLong;
    int height = portrait ? resizedLong : resizeShortSide;
    return new PillowResize(width, height, interpolation)
        .window(
            image,
            convention.start(width, cropSize),
            convention.start(height, cropSize),
            cropSize,
            buffers);
  }

  /** Every parameter in a stable text, for a digest of how vectors were made. */
  public String description() {
    String geometry =
        convention == null
            ? "squash=" + cropSize
            : "resize=" + resizeShortSide + " crop=" + cropSize;
    return String.format(
        Locale.ROOT,
        "%s interpolation=%s%s mean=%s std=%s",
        geometry,
        interpolation,
        convention == null ? "" : " convention=" + convention,
        Arrays.toString(mean),
        Arrays.toString(std));
  }

  /** The value of each of the 256 pixel values per channel, in the float steps of torchvision. */
  private static float[][] normalised(float[] mean, float[] std) {
    float[][] values = new float[3][256];
    for (int channel = 0; channel < 3; channel++) {
      for (int pixel = 0; pixel < 256; pixel++) {
        values[channel][pixel] = (pixel / 255f - mean[channel]) / std[channel];
      }
    }
    return values;
  }

  private static boolean allFinite(float[] numbers) {
    boolean finite = true;
    for (float number : numbers) {
      finite &= Float.isFinite(number);
    }
    return finite;
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
