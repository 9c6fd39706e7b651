package io.github.dejavubeam.transforms.correlation.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import io.github.dejavubeam.transforms.metrics.exact.ExactSum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class ConfidentChangeTest {

  private static final OutcomePlaces.Pair FIRST = new OutcomePlaces.Pair(0, 1);
  private static final OutcomePlaces.Pair SECOND = new OutcomePlaces.Pair(2, 3);

  /** Nothing differs but by chance: the interval holds 0 in about 95 of 100 studies. */
  @Test
  void intervalsHoldTheDifferenceAsOftenAsTheySay() {
    Random random = new Random(7);
    int studies = 400;
    for (double together : new double[] {0, 0.8}) {
      for (int start : new int[] {0, 150, 300}) {
        for (double fraction : new double[] {0.05, 0.2}) {
          int excluded = 0;
          for (int study = 0; study < studies; study++) {
            TwoStudies two =
                new TwoStudies(
                    IntStream.range(0, 300), IntStream.range(start, start + 300), together, random);
            excluded += change(two, fraction).difference().excludesZero() ? 1 : 0;
          }
          String of = together + " " + start + " " + fraction + ": " + excluded;
          assertTrue(excluded < 0.085 * studies, of);
          // Of few examples, here 15, they are wider than they need be.
          assertTrue(excluded > (fraction < 0.1 ? 0 : 0.015 * studies), of);
        }
      }
    }
  }

  @Test
  void aStudyDoesNotDifferFromItself() {
    TwoStudies two =
        new TwoStudies(IntStream.range(0, 200), IntStream.range(0, 200), 0, new Random(5));
    two.outcomes.set(2, two.outcomes.get(0));
    two.outcomes.set(3, two.outcomes.get(1));

    AccuracyChange.Shares change = change(two, 0.2);

    assertEquals(change.first(), change.second());
    assertEquals(0, change.difference().low());
    assertEquals(0, change.difference().high());
    assertEquals(1, change.difference().pValue());
  }

  @Test
  void withoutASingleErrorThereIsStillNoCertainty() {
    TwoStudies two =
        new TwoStudies(IntStream.range(0, 100), IntStream.range(0, 100), 0, new Random(5));
    two.outcomes.replaceAll(
        outcomes ->
            new ArrayList<>(
                outcomes.stream()
                    .map(each -> new RankedOutcome(each.id(), each.confidence(), true, true))
                    .toList()));

    AccuracyChange.Shares change = change(two, 0.2);

    assertEquals(0, change.difference().value());
    assertTrue(change.difference().low() < -0.05, change.difference()::toString);
  }

  @Test
  void ofFourExamplesNoIntervalIsGiven() {
    TwoStudies two =
        new TwoStudies(IntStream.range(0, 80), IntStream.range(0, 80), 0, new Random(5));

    assertTrue(Double.isNaN(change(two, 0.05).difference().low()));
    assertTrue(Double.isFinite(change(two, 0.05).difference().value()));
  }

  private static AccuracyChange.Shares change(TwoStudies two, double fraction) {
    Map<Integer, Iterable<ConfidentPick>> picks = new HashMap<>();
    Map<String, List<KV<Integer, RankedOutcome>>> examples = new HashMap<>();
    for (int place = 0; place < 4; place++) {
      picks.put(place, two.picks(place, List.of(fraction)));
    }
    for (KV<Integer, RankedOutcome> row : two.rows()) {
      examples.computeIfAbsent(row.getValue().id(), id -> new ArrayList<>()).add(row);
    }
    ConfidentChange change =
        new ConfidentChanges(List.of(fraction), picks).of(FIRST, SECOND).get(0);
    ExactSum squares = new ExactSum();
    for (List<KV<Integer, RankedOutcome>> example : examples.values()) {
      double deviation = change.deviation(new ExampleOutcomes(TwoStudies.PLACES, example), false);
      squares.add(deviation * deviation);
    }
    return change.result(squares, false);
  }
}
