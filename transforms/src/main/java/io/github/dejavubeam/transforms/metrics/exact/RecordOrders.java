package io.github.dejavubeam.transforms.metrics.exact;

import java.io.Serializable;

/**
 * One or more orders over the same records, and the values that are averaged over the first records
 * of each order. Within an order, records are sorted by score, then by id in {@link
 * CodePointOrder}.
 */
public interface RecordOrders<T> extends Serializable {

  /** Number of orders. */
  int orders();

  /** Score of a record in an order in [0, {@link #orders()}); the smallest comes first. */
  long score(T record, int order);

  /** Id of a record, distinct among the records of a key. */
  String id(T record);

  /** Values of a record, the same number for every record, each in [-1, 1]. */
  double[] values(T record);

  /**
   * A score that sorts as the number does, from -infinity to infinity, with -0 equal to 0.
   *
   * @throws IllegalArgumentException if it is NaN, which has no place in an order
   */
  static long ascending(double number) {
    if (Double.isNaN(number)) {
      throw new IllegalArgumentException("NaN has no place in an order");
    }
    long bits = Double.doubleToLongBits(number + 0.0);
    // Negative numbers have the sign bit set and grow with their magnitude: turn them round.
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
