package io.github.dejavubeam.transforms.partition;

import java.io.Serializable;

/**
 * How many examples of every class each part gets.
 *
 * @param own of A and of B each, all of them with a box
 * @param shared of the shared part
 * @param publicSet of the public part
 */
public record PartSizes(int own, int shared, int publicSet) implements Serializable {

  /**
   * Sizes.
   *
   * @throws IllegalArgumentException if one is negative or A would be empty
   */
  public PartSizes {
    if (own < 1 || shared < 0 || publicSet < 0) {
      throw new IllegalArgumentException(
          "A and B need an example of every class, no part fewer than 0");
    }
  }
}
