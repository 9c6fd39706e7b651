package io.github.dejavubeam.transforms.partition;

import java.util.Locale;

/** What an example is for (Meehan et al. 2023, section 3). */
public enum Part {
  /** Training set of the audited model alone. */
  A,
  /** Training set of the second model alone. */
  B,
  /** Training set of both, which keeps each large without telling them apart. */
  SHARED,
  /** Public set, which no model is trained on. */
  PUBLIC;

  /** The name of its list. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
