package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.Interval;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Gaps between model and reference on the first examples of every order (method, part 1 point 6),
 * with intervals that know of the selection.
 *
 * <p>The standard error of a mean over the first examples is that of {@link MeanOfFirst}. For the
 * edge's mean the one over the next examples is taken, up to the next larger number of first
 * examples that was measured, which lies farther from the mean where x falls along the order: the
 * interval is rather too wide. A gap is a function of four means, and x its linearization (the
 * delta method). The interval is that of Student's t with L - 1 degrees of freedom, and needs
 * {@value #FEWEST} examples.
 */
final class MemorizedGaps {

  /** Fewest first examples that have an interval. */
  static final long FEWEST = 5;

  private static final double SMALL_ADDEND = 1e-5;

  /** By order, then fraction. */
  private final List<FirstMeans> all;

  /**
   * The gaps of one comparison.
   *
   * @param means of the values that {@link MemorizedOrders} names, for each order and fraction
   */
  MemorizedGaps(Iterable<FirstMeans> means) {
    all =
        StreamSupport.stream(means.spliterator(), false)
            .sorted(
                Comparator.comparingInt(FirstMeans::order)
                    .thenComparingDouble(FirstMeans::fraction))
            .toList();
  }

  /** The gaps at these fractions, by order, then fraction. */
  List<MemorizedGap> at(List<Double> fractions) {
    return all.stream()
        .filter(first -> fractions.contains(first.fraction()))
        .map(this::gap)
        .toList();
  }

  private MemorizedGap gap(FirstMeans first) {
    MemorizedGap gap =
        MemorizedGap.of(
            MemorizedOrders.ORDERS.get(first.order()),
            first.fraction(),
            first.records(),
            measured(first, Gap.PRECISION).mean(),
            measured(first, Gap.RECALL).mean(),
            measured(first, Gap.F).mean());
    return first.records() < FEWEST
        ? gap
        : gap.with(
            new MemorizedGap.Intervals(
                interval(first, Gap.PRECISION),
                interval(first, Gap.RECALL),
                interval(first, Gap.F)));
  }

  /**
   * These gaps less those of an independent set at the same fractions, by {@link WelchTest}; NaN
   * where one of the two has fewer than {@value #FEWEST} examples, none where it has none at all.
   */
  List<MemorizedDifference> minus(MemorizedGaps control, List<Double> fractions) {
    List<MemorizedDifference> differences = new ArrayList<>();
    for (FirstMeans first : all) {
      for (FirstMeans other : control.all) {
        if (fractions.contains(first.fraction())
            && first.order() == other.order()
            && first.fraction() == other.fraction()) {
          differences.add(
              new MemorizedDifference(
                  MemorizedOrders.ORDERS.get(first.order()),
                  first.fraction(),
                  difference(first, control, other, Gap.PRECISION),
                  difference(first, control, other, Gap.RECALL),
                  difference(first, control, other, Gap.F)));
        }
      }
    }
    return differences;
  }

  private Estimate difference(FirstMeans first, MemorizedGaps control, FirstMeans other, Gap gap) {
    return first.records() < FEWEST || other.records() < FEWEST
        ? Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
        : WelchTest.difference(measured(first, gap), control.measured(other, gap));
  }

  private Interval interval(FirstMeans first, Gap gap) {
    WelchTest.Mean measured = measured(first, gap);
    double half =
        TDistribution.of(first.records() - 1.0).inverseSurvivalProbability(0.025)
            * Math.sqrt(measured.squaredStandardError());
    return new Interval(Math.max(-1, measured.mean() - half), Math.min(1, measured.mean() + half));
  }

  /** A gap with its squared standard error, which is NaN for a single example. */
  private WelchTest.Mean measured(FirstMeans first, Gap gap) {
    List<Double> means = first.means();
    double[] slopes = gap.slopes(means);
    double variance = 0;
    for (int i = 0; i < slopes.length; i++) {
      for (int j = 0; j < slopes.length; j++) {
        variance += slopes[i] * slopes[j] * first.covariances().get(i * slopes.length + j);
      }
    }
    double toEdge = dot(slopes, means) - dot(slopes, edge(first));
    return new WelchTest.Mean(
        gap.of(means),
        MeanOfFirst.squaredError(variance, toEdge, first.records(), examples(first)),
        first.records());
  }

  /** Number of all examples: of those taken at the largest fraction, which is 1. */
  private long examples(FirstMeans first) {
    return all.stream()
        .filter(other -> other.order() == first.order())
        .mapToLong(FirstMeans::records)
        .max()
        .orElseThrow();
  }

  /** Means over the next examples; over the first themselves where they are all. */
  private List<Double> edge(FirstMeans first) {
    for (FirstMeans next : all) {
      long more = next.records() - first.records();
      if (next.order() == first.order() && more > 0) {
        List<Double> means = new ArrayList<>();
        for (int i = 0; i < first.means().size(); i++) {
          double sum =
              next.records() * next.means().get(i) - first.records() * first.means().get(i);
          means.add(sum / more);
        }
        return means;
      }
    }
    return first.means();
  }

  private static double dot(double[] slopes, List<Double> means) {
    double sum = 0;
    for (int i = 0; i < slopes.length; i++) {
      sum += slopes[i] * means.get(i);
    }
    return sum;
  }

  /** A gap as a function of the means of precision and recall of model and reference. */
  private enum Gap {
    PRECISION,
    RECALL,
    F;

    double of(List<Double> means) {
      return switch (this) {
        case PRECISION -> means.get(0) - means.get(1);
        case RECALL -> means.get(2) - means.get(3);
        case F -> f(means.get(0), means.get(2)) - f(means.get(1), means.get(3));
      };
    }

    /** Its partial derivatives at these means. */
    double[] slopes(List<Double> means) {
      return switch (this) {
        case PRECISION -> new double[] {1, -1, 0, 0};
        case RECALL -> new double[] {0, 0, 1, -1};
        case F ->
            new double[] {
              slope(means.get(0), means.get(2)),
              -slope(means.get(1), means.get(3)),
              slope(means.get(2), means.get(0)),
              -slope(means.get(3), means.get(1))
            };
      };
    }

    /** F of two means; the small addend, as in the published code, keeps 0 / 0 away. */
    private static double f(double precision, double recall) {
      return 2 * precision * recall / (precision + recall + SMALL_ADDEND);
    }

    /** How F grows with the first of two means. */
    private static double slope(double mean, double other) {
      double sum = mean + other + SMALL_ADDEND;
      return 2 * other * (other + SMALL_ADDEND) / (sum * sum);
    }
  }
}
