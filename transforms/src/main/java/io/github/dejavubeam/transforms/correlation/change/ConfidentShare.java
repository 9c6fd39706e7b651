package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.transforms.correlation.ConfidenceOrder;
import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;

/**
 * The accuracy of a predictor on the L of N examples that it is most confident of, and what each
 * example adds to its error.
 *
 * <p>The accuracy is a mean of concomitants of order statistics. Its error is the mean over the N
 * examples of the influence function (1{picked} (x - e) - p (m - e)) / p, with x whether the
 * example is right, m the accuracy, p = L / N and e the accuracy at the edge of what is picked
 * (Yang 1981, J. Am. Stat. Assoc. 76, 658-662); the sum of its squares by N² is what {@link
 * io.github.dejavubeam.transforms.metrics.MeanOfFirst} says. Since it is known of every example, so
 * is how the errors of two accuracies over the same examples go together.
 */
final class ConfidentShare {

  /** The accuracy at the edge is that over the next half as many examples. */
  static final double EDGE = 1.5;

  private static final ConfidenceOrder ORDER = new ConfidenceOrder();

  private final ConfidentPick pick;
  private final double share;
  private final double edgeTop1;
  private final double edgeTop5;

  /**
   * The accuracy of what was picked.
   *
   * @param beyond what is picked at {@value #EDGE} times the fraction, at most all
   * @param examples N
   */
  ConfidentShare(ConfidentPick pick, ConfidentPick beyond, long examples) {
    this.pick = pick;
    this.share = (double) pick.n() / examples;
    this.edgeTop1 = edge(pick, beyond, false);
    this.edgeTop5 = edge(pick, beyond, true);
  }

  private static double edge(ConfidentPick pick, ConfidentPick beyond, boolean top5) {
    long next = beyond.n() - pick.n();
    return next == 0
        ? pick.accuracy(top5)
        : (beyond.n() * beyond.accuracy(top5) - pick.n() * pick.accuracy(top5)) / next;
  }

  /** L, the number of examples that were picked. */
  long n() {
    return pick.n();
  }

  double accuracy(boolean top5) {
    return pick.accuracy(top5);
  }

  /** The influence of an example times p, in [-2, 2]; their sum over all N is 0. */
  double influence(RankedOutcome outcome, boolean top5) {
    double edge = top5 ? edgeTop5 : edgeTop1;
    double right = (top5 ? outcome.top5() : outcome.top1()) ? 1 : 0;
    return (isPicked(outcome) ? right - edge : 0) - share * (accuracy(top5) - edge);
  }

  /** The place of an outcome in the order of confidence. */
  static long score(RankedOutcome outcome) {
    return ORDER.score(outcome, 0);
  }

  private boolean isPicked(RankedOutcome outcome) {
    int byScore = Long.compare(score(outcome), pick.lastScore());
    return byScore < 0
        || (byScore == 0 && CodePointOrder.compare(outcome.id(), pick.lastId()) <= 0);
  }

  /**
   * What an accuracy of 0 or 1, which has no spread of its own, adds to the squared error: that of
   * a right and a wrong answer more (Agresti and Caffo 2000, The American Statistician 54(4)). 0
   * for others.
   */
  double squaredErrorOfNoSpread(boolean top5) {
    double accuracy = accuracy(top5);
    if (accuracy != 0 && accuracy != 1) {
      return 0;
    }
    double spread = (accuracy * n() + 1) / (n() + 2);
    return spread * (1 - spread) / (n() - 1);
  }
}
