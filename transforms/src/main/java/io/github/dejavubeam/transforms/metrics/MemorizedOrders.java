package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.transforms.metrics.exact.RecordOrders;
import java.util.List;

/**
 * The orders from most to least memorized (method, part 1 point 6), numbered as {@link
 * MemorizedOrder} declares them. The values of an example are the model's precision, the
 * reference's, the model's recall, the reference's.
 */
final class MemorizedOrders implements RecordOrders<ExampleScore> {

  /** The orders by their numbers. */
  static final List<MemorizedOrder> ORDERS = List.of(MemorizedOrder.values());

  @Override
  public int orders() {
    return ORDERS.size();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the distance of the nearest neighbour is NaN
   */
  @Override
  public long score(ExampleScore score, int order) {
    return switch (ORDERS.get(order)) {
      case CRCT_PRED -> -score.hits();
      case MAX_PRED_GAP -> score.hitsReference() - score.hits();
      case MIN_DIST -> RecordOrders.ascending(score.nearestDistance());
    };
  }

  @Override
  public String id(ExampleScore score) {
    return score.id();
  }

  @Override
  public double[] values(ExampleScore score) {
    return new double[] {
      ObjectScoring.precision(score.hits(), score.predicted()),
      ObjectScoring.precision(score.hitsReference(), score.predictedReference()),
      ObjectScoring.recall(score.hits(), score.objects()),
      ObjectScoring.recall(score.hitsReference(), score.objects())
    };
  }
}
