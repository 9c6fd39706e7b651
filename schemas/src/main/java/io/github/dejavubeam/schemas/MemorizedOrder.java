package io.github.dejavubeam.schemas;

import java.util.Locale;

/**
 * How examples are ordered from most to least memorized; ties by example id (method, part 1 point
 * 6).
 */
public enum MemorizedOrder {
  /** Objects that the model recovers, descending. */
  CRCT_PRED,
  /** Objects that the model recovers beyond the reference's, descending. */
  MAX_PRED_GAP,
  /** Distance of the model's nearest neighbour, ascending. */
  MIN_DIST;

  /** The name in results, for instance {@code max_pred_gap}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
