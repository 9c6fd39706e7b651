package io.github.dejavubeam.schemas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a target caption is compared with in the public set (Jayaraman et al. 2024, section 3). */
public enum Mode {
  /** Text to image: the public side is embedded by the model's image encoder. */
  T2I,
  /** Text to text: the public side is its captions, embedded by the model's text encoder. */
  T2T;

  /** The name in options and results: {@code t2i} or {@code t2t}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The mode of that label.
   *
   * @throws IllegalArgumentException naming the known modes
   */
  public static Mode of(String label) {
    for (Mode mode : values()) {
      if (mode.label().equals(label)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "no mode '"
            + label
            + "': choose from "
            + Arrays.stream(values()).map(Mode::label).collect(Collectors.joining(", ")));
  }
}
