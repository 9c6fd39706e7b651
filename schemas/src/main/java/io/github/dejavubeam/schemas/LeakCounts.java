package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * Target examples that also occur in the public set, where they would pass for memorized (method,
 * part 3).
 */
@AutoValue
public abstract class LeakCounts implements Serializable {

  /** Target examples whose image has the same bytes as a public one. */
  public abstract long sameImage();

  /** Target examples whose caption equals a public one up to case and white space. */
  public abstract long sameCaption();

  /** Target examples left out because of it. */
  public abstract long excluded();

  /** Counts. */
  public static LeakCounts of(long sameImage, long sameCaption, long excluded) {
    return new AutoValue_LeakCounts(sameImage, sameCaption, excluded);
  }
}
