package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.transforms.metrics.exact.RecordOrders;

/** From the most to the least confident; the values are the accuracies, top-1 and top-5. */
public final class ConfidenceOrder implements RecordOrders<RankedOutcome> {

  private static final long serialVersionUID = 1;

  @Override
  public int orders() {
    return 1;
  }

  @Override
  public long score(RankedOutcome outcome, int order) {
    return RecordOrders.ascending(-outcome.confidence());
  }

  @Override
  public String id(RankedOutcome outcome) {
    return outcome.id();
  }

  @Override
  public double[] values(RankedOutcome outcome) {
    return new double[] {outcome.top1() ? 1 : 0, outcome.top5() ? 1 : 0};
  }
}
