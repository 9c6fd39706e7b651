package io.github.dejavubeam.transforms.imagetest;

import java.io.Serializable;

/**
 * Which slices of the examples an image study shows.
 *
 * @param classes so many of the most frequent classes, each a slice
 * @param smallest fewest examples of a slice
 */
public record SliceLimits(int classes, int smallest) implements Serializable {

  /**
   * Limits.
   *
   * @throws IllegalArgumentException if a number is too small
   */
  public SliceLimits {
    if (classes < 0) {
      throw new IllegalArgumentException(
          "--sliceLabels=" + classes + ": give a number of at least 0");
    }
    if (smallest < 1) {
      throw new IllegalArgumentException(
          "--minSliceSize=" + smallest + ": give a number of at least 1");
    }
  }
}
