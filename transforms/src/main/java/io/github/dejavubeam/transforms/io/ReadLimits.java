package io.github.dejavubeam.transforms.io;

import java.io.Serializable;

/**
 * What one example may hold, so that a hostile shard cannot exhaust memory. An example beyond a
 * limit is left out and reported.
 *
 * @param maxImageBytes largest encoded image, in bytes
 * @param maxCaptionChars longest caption, in UTF-16 units
 * @param maxJsonBytes largest annotation member, in bytes
 * @param maxJsonDepth deepest nesting of objects and lists in the annotations
 * @param maxObjects most entries of the list {@code objects}, before duplicates are merged
 * @param maxKeyChars longest key, in UTF-16 units
 * @param maxLabelChars longest label of an example or an object, in UTF-16 units
 */
public record ReadLimits(
    int maxImageBytes,
    int maxCaptionChars,
    int maxJsonBytes,
    int maxJsonDepth,
    int maxObjects,
    int maxKeyChars,
    int maxLabelChars)
    implements Serializable {

  /**
   * Limits.
   *
   * @throws IllegalArgumentException if one is not positive, or a text so long that its bytes could
   *     not be counted in an int
   */
  public ReadLimits {
    requireInRange("maxImageBytes", maxImageBytes, Integer.MAX_VALUE - 8);
    requireInRange("maxCaptionChars", maxCaptionChars, Integer.MAX_VALUE / 4);
    requireInRange("maxJsonBytes", maxJsonBytes, Integer.MAX_VALUE - 8);
    requireInRange("maxJsonDepth", maxJsonDepth, Integer.MAX_VALUE);
    requireInRange("maxObjects", maxObjects, Integer.MAX_VALUE);
    requireInRange("maxKeyChars", maxKeyChars, Integer.MAX_VALUE);
    requireInRange("maxLabelChars", maxLabelChars, Integer.MAX_VALUE / 4);
  }

  /**
   * Images of 64 MiB, captions of 10,000 characters, annotations of 16 MiB that are 100 levels deep
   * and list 10,000 objects, keys and labels of 1,024 characters.
   */
  public static ReadLimits defaults() {
    return new ReadLimits(64 << 20, 10_000, 16 << 20, 100, 10_000, 1_024, 1_024);
  }

  private static void requireInRange(String name, int value, int highest) {
    if (value < 1 || value > highest) {
      throw new IllegalArgumentException(
          name + " is " + value + ": give a number from 1 to " + highest);
    }
  }
}
