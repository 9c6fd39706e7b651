package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * How many examples of one split were read and what became of them: read = used + unlabelled +
 * skipped.
 */
@AutoValue
public abstract class SplitCounts implements Serializable {

  /** Examples found in the shards or vector blocks. */
  public abstract long read();

  /** Target: examples scored. Public: examples indexed. */
  public abstract long used();

  /** Target: examples without a true object, which cannot be scored. Public: always 0. */
  public abstract long unlabelled();

  /** Examples left out with a reason in {@code errors/}. */
  public abstract long skipped();

  /**
   * Counts.
   *
   * @throws IllegalArgumentException if they do not add up
   */
  public static SplitCounts of(long read, long used, long unlabelled, long skipped) {
    if (read != used + unlabelled + skipped) {
      throw new IllegalArgumentException(
          "read "
              + read
              + " is not used "
              + used
              + " + unlabelled "
              + unlabelled
              + " + skipped "
              + skipped);
    }
    return new AutoValue_SplitCounts(read, used, unlabelled, skipped);
  }
}
