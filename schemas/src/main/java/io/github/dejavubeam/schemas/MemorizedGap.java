package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import javax.annotation.Nullable;

/** Gaps of model and reference on the first examples of an order (method, part 1 point 6). */
@AutoValue
public abstract class MemorizedGap implements Serializable {

  /** The order that ranks the examples. */
  public abstract MemorizedOrder order();

  /** Share of the scored examples that was taken, in (0, 1]. */
  public abstract double fraction();

  /** Number of examples taken: max(1, floor(N * fraction)). */
  public abstract long records();

  /** Mean precision of the model less that of the reference. */
  public abstract double precisionGap();

  /** Mean recall of the model less that of the reference. */
  public abstract double recallGap();

  /** F of the model's two means less F of the reference's, F = 2pr / (p + r + 1e-5). */
  public abstract double fGap();

  /**
   * Intervals of these gaps; null where too few examples were taken. They tell what gap the share
   * of examples that the order puts first has where such examples come from, and not whether there
   * is memory: an order that looks at the gap finds one above 0 by chance alone.
   */
  @Nullable
  public abstract Intervals intervals();

  /**
   * Intervals of the three gaps.
   *
   * @param precisionGap of the precision gap
   * @param recallGap of the recall gap
   * @param fGap of the F gap
   */
  public record Intervals(Interval precisionGap, Interval recallGap, Interval fGap)
      implements Serializable {}

  /** A gap without intervals. */
  public static MemorizedGap of(
      MemorizedOrder order,
      double fraction,
      long records,
      double precisionGap,
      double recallGap,
      double fGap) {
    return new AutoValue_MemorizedGap(
        order, fraction, records, precisionGap, recallGap, fGap, null);
  }

  /** The same gap with intervals. */
  public final MemorizedGap with(Intervals intervals) {
    return new AutoValue_MemorizedGap(
        order(), fraction(), records(), precisionGap(), recallGap(), fGap(), intervals);
  }
}
