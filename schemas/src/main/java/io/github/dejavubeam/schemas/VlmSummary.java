package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/** All results of a vision-language study: the content of {@code summary.json}. */
@AutoValue
public abstract class VlmSummary implements Serializable {

  /** What became of the target examples. */
  public abstract SplitCounts target();

  /** What became of the public examples. */
  public abstract SplitCounts publicSet();

  /** Target examples that occur in the public set. */
  public abstract LeakCounts leaks();

  /** What became of the control examples; null in a study without a control set. */
  @Nullable
  public abstract SplitCounts control();

  /** Control examples that occur in the public or the target set; null without a control set. */
  @Nullable
  public abstract LeakCounts controlLeaks();

  /** Whether the control set is drawn like the target set; null without a control set. */
  @Nullable
  public abstract ShiftResult shift();

  /** Gaps over slices of the examples, by comparison, then slice. */
  public abstract List<SliceResult> slices();

  /** Results in the order of {@link Comparison#compareTo}. */
  public abstract List<ComparisonResult> comparisons();

  /** A summary of a study without a control set. */
  public static VlmSummary of(
      SplitCounts target,
      SplitCounts publicSet,
      LeakCounts leaks,
      List<ComparisonResult> comparisons) {
    return builder()
        .setTarget(target)
        .setPublicSet(publicSet)
        .setLeaks(leaks)
        .setComparisons(comparisons)
        .build();
  }

  /** A builder of a summary without slices. */
  public static Builder builder() {
    return new AutoValue_VlmSummary.Builder().setSlices(List.of());
  }

  /** Builds a {@link VlmSummary}; every field but those of the control must be set. */
  @AutoValue.Builder
  public abstract static class Builder {
    /** Sets what became of the target examples. */
    public abstract Builder setTarget(SplitCounts target);

    /** Sets what became of the public examples. */
    public abstract Builder setPublicSet(SplitCounts publicSet);

    /** Sets the leaks. */
    public abstract Builder setLeaks(LeakCounts leaks);

    /** Sets what became of the control examples. */
    public abstract Builder setControl(@Nullable SplitCounts control);

    /** Sets the leaks of the control set. */
    public abstract Builder setControlLeaks(@Nullable LeakCounts leaks);

    /** Sets whether the control set is drawn like the target set. */
    public abstract Builder setShift(@Nullable ShiftResult shift);

    /** Sets the gaps over slices. */
    public abstract Builder setSlices(List<SliceResult> slices);

    /** Sets the results. */
    public abstract Builder setComparisons(List<ComparisonResult> comparisons);

    /** The summary. */
    public abstract VlmSummary build();
  }
}
