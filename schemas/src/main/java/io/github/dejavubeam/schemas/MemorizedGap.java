package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

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

  /** A gap. */
  public static MemorizedGap of(
      MemorizedOrder order,
      double fraction,
      long records,
      double precisionGap,
      double recallGap,
      double fGap) {
    return new AutoValue_MemorizedGap(order, fraction, records, precisionGap, recallGap, fGap);
  }
}
