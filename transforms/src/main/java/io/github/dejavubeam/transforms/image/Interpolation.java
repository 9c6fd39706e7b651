package io.github.dejavubeam.transforms.image;

import java.util.Arrays;
import java.util.Locale;

/** The filters that models resize their images with, as Pillow defines them. */
public enum Interpolation {
  /** The triangle filter. */
  BILINEAR(1) {
    @Override
    double weight(double x) {
      double distance = Math.abs(x);
      return distance < 1 ? 1 - distance : 0;
    }
  },

  /** Keys' cubic convolution with a = -0.5. */
  BICUBIC(2) {
    @Override
    double weight(double x) {
      double distance = Math.abs(x);
      if (distance < 1) {
        return ((A + 2) * distance - (A + 3)) * distance * distance + 1;
      }
      // The order of the operations decides the last bit, and with it, rarely, a pixel.
      return distance < 2 ? (((distance - 5) * distance + 8) * distance - 4) * A : 0;
    }
  };

  private static final double A = -0.5;

  private final double support;

  Interpolation(double support) {
    this.support = support;
  }

  /**
   * The filter of that name in a model's configuration, e.g. {@code "bicubic"}.
   *
   * @throws IllegalArgumentException naming the filters there are
   */
  public static Interpolation of(String name) {
    for (Interpolation interpolation : values()) {
      if (interpolation.name().equalsIgnoreCase(name)) {
        return interpolation;
      }
    }
    throw new IllegalArgumentException(
        "unknown interpolation \"" + name + "\", known are " + Arrays.toString(names()));
  }

  /** How far from its centre the filter reaches, in pixels of the larger grid. */
  double support() {
    return support;
  }

  /** The filter's value at a distance from its centre. */
  abstract double weight(double x);

  private static String[] names() {
    return Arrays.stream(values())
        .map(value -> value.name().toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }
}
