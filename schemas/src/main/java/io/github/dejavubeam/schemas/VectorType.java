package io.github.dejavubeam.schemas;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How the components of vectors are stored. What is computed with them is float32 or better. */
public enum VectorType {
  /** IEEE 754 binary32, as models give them. */
  FLOAT32(Float.BYTES),
  /** IEEE 754 binary16: half the storage, 11 significant bits. */
  FLOAT16(Short.BYTES);

  private final int bytes;

  VectorType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of a component. */
  public int bytes() {
    return bytes;
  }

  /** The name in options and manifests: {@code float32} or {@code float16}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The type of that label.
   *
   * @throws IllegalArgumentException naming the known types
   */
  public static VectorType of(String label) {
    for (VectorType type : values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "no vector type '"
            + label
            + "': choose from "
            + Arrays.stream(values()).map(VectorType::label).collect(Collectors.joining(", ")));
  }
}
