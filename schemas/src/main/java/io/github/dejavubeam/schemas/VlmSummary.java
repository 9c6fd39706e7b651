package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;

/** All results of a vision-language study: the content of {@code summary.json}. */
@AutoValue
public abstract class VlmSummary implements Serializable {

  /** What became of the target examples. */
  public abstract SplitCounts target();

  /** What became of the public examples. */
  public abstract SplitCounts publicSet();

  /** Target examples that occur in the public set. */
  public abstract LeakCounts leaks();

  /** Results in the order of {@link Comparison#compareTo}. */
  public abstract List<ComparisonResult> comparisons();

  /** A summary. */
  public static VlmSummary of(
      SplitCounts target,
      SplitCounts publicSet,
      LeakCounts leaks,
      List<ComparisonResult> comparisons) {
    return new AutoValue_VlmSummary(target, publicSet, leaks, comparisons);
  }
}
