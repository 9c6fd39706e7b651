package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.Interval;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemorizedGapsTest {

  private static final MemorizedOrders ORDERS = new MemorizedOrders();
  private static final List<Double> TENTH = List.of(0.1);

  @Test
  void allExamplesHaveTheIntervalOfThePairedTTest() {
    List<ExampleScore> scores = scores(40, new Random(1));
    PairedDifference recall = new PairedDifference();
    scores.forEach(score -> recall.add(recallGap(score)));

    for (MemorizedGap gap : gaps(scores).at(List.of(1.0))) {
      Estimate expected = recall.estimate();
      assertEquals(expected.value(), gap.recallGap(), 1e-12);
      assertEquals(expected.low(), gap.intervals().recallGap().low(), 1e-12);
      assertEquals(expected.high(), gap.intervals().recallGap().high(), 1e-12);
    }
  }

  @Test
  void fewerThanFiveExamplesHaveNoIntervalAndNoDifference() {
    MemorizedGaps four = gaps(scores(49, new Random(2)));
    MemorizedGaps five = gaps(scores(50, new Random(3)));

    assertNull(four.at(TENTH).get(0).intervals());
    assertEquals(5, five.at(TENTH).get(0).records());
    assertTrue(five.at(TENTH).get(0).intervals() != null);
    for (List<MemorizedDifference> differences :
        List.of(five.minus(four, TENTH), four.minus(five, TENTH))) {
      assertEquals(3, differences.size());
      assertTrue(Double.isNaN(differences.get(0).recallGap().value()));
      assertTrue(Double.isNaN(differences.get(0).fGap().pValue()));
    }
    assertEquals(List.of(), five.minus(gaps(List.of()), TENTH));
  }

  @Test
  void examplesThatAreAllAlikeHaveAPointForAnInterval() {
    List<ExampleScore> scores =
        IntStream.range(0, 100)
            .mapToObj(i -> ExampleScore.of("id" + i, 3, 7, 2, 7, 1, 0.5))
            .toList();

    MemorizedGap gap = gaps(scores).at(TENTH).get(0);

    assertEquals(1.0 / 3, gap.intervals().recallGap().low(), 1e-8);
    assertEquals(1.0 / 3, gap.intervals().recallGap().high(), 1e-8);
    assertEquals(0, gaps(scores).minus(gaps(scores), TENTH).get(0).fGap().value());
  }

  /**
   * Where nothing was memorized, max_pred_gap finds a large gap all the same; the interval holds
   * the gap of very many examples in about 95 of 100 studies, and the difference of two studies
   * excludes 0 in about 5.
   */
  @Test
  void intervalsAllowForThePicking() {
    Random random = new Random(4);
    List<MemorizedGap> truth = gaps(scores(200_000, random)).at(TENTH);
    assertTrue(
        truth.get(MemorizedOrders.ORDERS.indexOf(MemorizedOrder.MAX_PRED_GAP)).recallGap() > 0.4);
    int studies = 400;
    for (ToDoubleFunction<MemorizedGap> value :
        List.<ToDoubleFunction<MemorizedGap>>of(
            MemorizedGap::precisionGap, MemorizedGap::recallGap, MemorizedGap::fGap)) {
      int[] held = new int[3];
      int[] different = new int[3];
      for (int study = 0; study < studies; study++) {
        MemorizedGaps target = gaps(scores(300, random));
        List<MemorizedGap> found = target.at(TENTH);
        List<MemorizedDifference> differences = target.minus(gaps(scores(100, random)), TENTH);
        for (int order = 0; order < 3; order++) {
          double expected = value.applyAsDouble(truth.get(order));
          Interval interval = interval(found.get(order), value);
          held[order] += interval.low() <= expected && expected <= interval.high() ? 1 : 0;
          different[order] += differences.get(order).recallGap().excludesZero() ? 1 : 0;
        }
      }
      for (int order = 0; order < 3; order++) {
        assertTrue(held[order] > 0.92 * studies, order + ": " + held[order]);
        assertTrue(different[order] < 0.08 * studies, order + ": " + different[order]);
      }
    }
  }

  private static Interval interval(MemorizedGap gap, ToDoubleFunction<MemorizedGap> value) {
    double wanted = value.applyAsDouble(gap);
    return wanted == gap.precisionGap()
        ? gap.intervals().precisionGap()
        : wanted == gap.recallGap() ? gap.intervals().recallGap() : gap.intervals().fGap();
  }

  private static double recallGap(ExampleScore score) {
    double[] values = ORDERS.values(score);
    return values[2] - values[3];
  }

  /** Model and reference hit by the same chance, which differs from example to example. */
  private static List<ExampleScore> scores(int n, Random random) {
    List<ExampleScore> scores = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int objects = 1 + random.nextInt(5);
      double chance = Math.sqrt(random.nextDouble());
      int hits = hits(objects, chance, random);
      int hitsReference = hits(objects, chance, random);
      scores.add(ExampleScore.of("id" + i, objects, 8, hits, 8, hitsReference, 1 - chance));
    }
    return scores;
  }

  private static int hits(int objects, double chance, Random random) {
    return (int) IntStream.range(0, objects).filter(i -> random.nextDouble() < chance).count();
  }

  /** Sorts, takes the first, and averages, as the pipeline does without sorting. */
  private static MemorizedGaps gaps(List<ExampleScore> scores) {
    List<FirstMeans> means = new ArrayList<>();
    for (int order = 0; order < ORDERS.orders() && !scores.isEmpty(); order++) {
      int number = order;
      List<double[]> sorted =
          scores.stream()
              .sorted(
                  Comparator.comparingLong((ExampleScore score) -> ORDERS.score(score, number))
                      .thenComparing(ExampleScore::id))
              .map(ORDERS::values)
              .toList();
      for (double fraction : CurveFractions.all()) {
        int records = (int) Math.max(1, Math.floor(scores.size() * fraction + 1e-9));
        means.add(first(order, fraction, sorted.subList(0, records)));
      }
    }
    return new MemorizedGaps(means);
  }

  private static FirstMeans first(int order, double fraction, List<double[]> records) {
    List<Double> means = new ArrayList<>();
    List<Double> covariances = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int value = i;
      means.add(records.stream().mapToDouble(each -> each[value]).average().orElseThrow());
    }
    for (int i = 0; i < 16; i++) {
      int row = i / 4;
      int column = i % 4;
      covariances.add(
          records.stream()
              .mapToDouble(
                  each -> (each[row] - means.get(row)) * (each[column] - means.get(column)))
              .average()
              .orElseThrow());
    }
    return new FirstMeans(order, fraction, records.size(), means, covariances, 0, "");
  }
}
