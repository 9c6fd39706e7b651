package io.github.dejavubeam.transforms.model;

import java.util.Locale;

/** What an encoder reads. */
public enum Modality {
  /** Pixels. */
  IMAGE,
  /** Captions. */
  TEXT;

  /** The name in keys and manifests: {@code image} or {@code text}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
