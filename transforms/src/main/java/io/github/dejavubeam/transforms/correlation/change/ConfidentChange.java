package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.transforms.metrics.exact.ExactSum;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How an accuracy or a déjà vu score on the most confident examples differs between two studies.
 *
 * <p>The error of the difference is the sum of what every example of either study adds to it, so
 * that examples of both count in pairs, as do model and reference on the same example: its squared
 * standard error is the sum of the squares of these, times n / (n - 1). The interval takes the t
 * distribution at n - 1 degrees of freedom, n the smaller number of picked examples.
 */
final class ConfidentChange {

  /** Fewest examples of an accuracy that has an interval. */
  static final long FEWEST = 5;

  /** An example adds four influences of at most 2. */
  private static final double LARGEST = 8;

  private final Side first;
  private final Side second;
  private final long n;

  /** The change from one study to the other, at the same fraction. */
  ConfidentChange(Side first, Side second) {
    this.first = first;
    this.second = second;
    this.n = Math.min(first.n(), second.n());
  }

  /**
   * A measure of one study.
   *
   * @param places of the predictor and the reference
   * @param predictor accuracy of the predictor
   * @param reference accuracy of the reference; null where there is none
   */
  record Side(
      OutcomePlaces.Pair places, ConfidentShare predictor, @Nullable ConfidentShare reference) {

    long n() {
      return predictor.n();
    }

    double value(boolean top5) {
      return predictor.accuracy(top5) - (reference == null ? 0 : reference.accuracy(top5));
    }

    private double influence(ExampleOutcomes example, boolean top5) {
      double influence = predictor.influence(example.at(places.predictor()), top5);
      return reference == null
          ? influence
          : influence - reference.influence(example.at(places.reference()), top5);
    }

    private double squaredErrorOfNoSpread(boolean top5) {
      return Stream.of(predictor, reference == null ? predictor : reference)
          .distinct()
          .mapToDouble(share -> share.squaredErrorOfNoSpread(top5))
          .sum();
    }
  }

  /** What an example adds to the error of the difference, in units of {@code 8 / n}: in [-1, 1]. */
  double deviation(ExampleOutcomes example, boolean top5) {
    double deviation = 0;
    if (example.inSecond()) {
      deviation += (double) n / second.n() * second.influence(example, top5);
    }
    if (example.inFirst()) {
      deviation -= (double) n / first.n() * first.influence(example, top5);
    }
    return deviation / LARGEST;
  }

  /** The difference, by the sum of the squared deviations of all examples. */
  AccuracyChange.Shares result(ExactSum squares, boolean top5) {
    double before = first.value(top5);
    double after = second.value(top5);
    return new AccuracyChange.Shares(before, after, difference(after - before, squares, top5));
  }

  private Estimate difference(double difference, ExactSum squares, boolean top5) {
    if (n < FEWEST) {
      return Estimate.of(difference, Double.NaN, Double.NaN, Double.NaN);
    }
    double unit = LARGEST / n;
    double standardError =
        Math.sqrt(
            squares.mean(1) * unit * unit * n / (n - 1)
                + first.squaredErrorOfNoSpread(top5)
                + second.squaredErrorOfNoSpread(top5));
    if (standardError == 0) {
      return Estimate.of(difference, difference, difference, difference == 0 ? 1 : 0);
    }
    TDistribution student = TDistribution.of(n - 1.0);
    double half = student.inverseSurvivalProbability(0.025) * standardError;
    return Estimate.of(
        difference,
        Math.max(-2, difference - half),
        Math.min(2, difference + half),
        2 * student.survivalProbability(Math.abs(difference) / standardError));
  }

  long nFirst() {
    return first.n();
  }

  long nSecond() {
    return second.n();
  }
}
