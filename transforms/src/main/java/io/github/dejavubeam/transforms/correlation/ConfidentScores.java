package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.DejaVuDifference;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.transforms.metrics.MeanOfFirst;
import io.github.dejavubeam.transforms.metrics.WelchTest;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Déjà vu scores of a model against a reference on the examples that each is most confident of, and
 * how far they exceed those on a control set.
 *
 * <p>Each accuracy is a mean over the first examples of an order, with the standard error of {@link
 * MeanOfFirst}; the edge's mean is that over the next quarter as many examples or more. An accuracy
 * of 0 or 1 has no spread of its own and gets that of a right and a wrong answer more (Agresti and
 * Caffo 2000, The American Statistician 54(4)). A score's variance is the sum of those of its two
 * accuracies. Model and reference are confident of other examples, some the same, on which they
 * tend to be right together, so the intervals are rather too wide.
 */
public final class ConfidentScores {

  /** Fewest examples of an accuracy that has an interval. */
  static final long FEWEST = 5;

  private static final double EDGE = 1.25;

  private static final Estimate UNMEASURED =
      Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private final List<ConfidentAccuracy> model;
  private final List<ConfidentAccuracy> reference;

  /**
   * The scores of one set.
   *
   * @param model accuracies at the fractions, 1 among them
   * @param reference likewise, at the same fractions
   */
  public ConfidentScores(List<ConfidentAccuracy> model, List<ConfidentAccuracy> reference) {
    this.model = model;
    this.reference = reference;
  }

  /**
   * The score at a fraction less that of a control set, by {@link WelchTest}; NaN where one of the
   * sets has fewer than {@value #FEWEST} such examples.
   *
   * @throws java.util.NoSuchElementException if that fraction was not measured
   */
  public DejaVuDifference.Confident minus(ConfidentScores control, double fraction) {
    return new DejaVuDifference.Confident(
        fraction,
        minus(control, fraction, ConfidentAccuracy::top1),
        minus(control, fraction, ConfidentAccuracy::top5));
  }

  private Estimate minus(
      ConfidentScores control, double fraction, ToDoubleFunction<ConfidentAccuracy> accuracy) {
    return at(model, fraction).n() < FEWEST || at(control.model, fraction).n() < FEWEST
        ? UNMEASURED
        : WelchTest.difference(score(fraction, accuracy), control.score(fraction, accuracy));
  }

  private WelchTest.Mean score(double fraction, ToDoubleFunction<ConfidentAccuracy> accuracy) {
    return mean(model, fraction, accuracy).lessOnTheSame(mean(reference, fraction, accuracy));
  }

  private static WelchTest.Mean mean(
      List<ConfidentAccuracy> all, double fraction, ToDoubleFunction<ConfidentAccuracy> accuracy) {
    ConfidentAccuracy first = at(all, fraction);
    long n = first.n();
    double mean = accuracy.applyAsDouble(first);
    double spread = mean == 0 || mean == 1 ? (mean * n + 1) / (n + 2) : mean;
    List<ConfidentAccuracy> larger =
        all.stream()
            .filter(other -> other.n() > n)
            .sorted(Comparator.comparingLong(ConfidentAccuracy::n))
            .toList();
    double toEdge = 0;
    long examples = n;
    if (!larger.isEmpty()) {
      ConfidentAccuracy last = larger.get(larger.size() - 1);
      ConfidentAccuracy next =
          larger.stream().filter(other -> other.n() >= EDGE * n).findFirst().orElse(last);
      examples = last.n();
      toEdge =
          mean - (next.n() * accuracy.applyAsDouble(next) - n * mean) / (double) (next.n() - n);
    }
    return new WelchTest.Mean(
        mean, MeanOfFirst.squaredError(spread * (1 - spread), toEdge, n, examples), n);
  }

  private static ConfidentAccuracy at(List<ConfidentAccuracy> all, double fraction) {
    return all.stream()
        .filter(accuracy -> accuracy.fraction() == fraction)
        .findFirst()
        .orElseThrow();
  }
}
