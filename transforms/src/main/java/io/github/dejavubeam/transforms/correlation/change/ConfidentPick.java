package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.transforms.correlation.ConfidenceOrder;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import java.io.Serializable;

/**
 * The examples that a predictor is most confident of.
 *
 * @param fraction share of the examples that was taken, in (0, 1]
 * @param n number of examples taken, max(1, floor(N * fraction))
 * @param top1 share of them whose class is the predictor's best
 * @param top5 share of them whose class is among its five best
 * @param lastScore score of the last of them in {@link ConfidenceOrder}
 * @param lastId its id
 */
record ConfidentPick(
    double fraction, long n, double top1, double top5, long lastScore, String lastId)
    implements Serializable {

  /** What {@link ConfidenceOrder} put first. */
  static ConfidentPick of(FirstMeans first) {
    return new ConfidentPick(
        first.fraction(),
        first.records(),
        first.means().get(0),
        first.means().get(1),
        first.lastScore(),
        first.lastId());
  }

  double accuracy(boolean top5) {
    return top5 ? this.top5 : top1;
  }
}
