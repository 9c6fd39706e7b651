package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.MemorizedOrder;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemorizedOrdersTest {

  private static final MemorizedOrders ORDERS = new MemorizedOrders();
  private static final List<ExampleScore> SCORES =
      List.of(
          Scores.of("most hits", 9, 8, 0.5),
          Scores.of("largest gap", 7, 0, 0.75),
          Scores.of("nearest", 3, 5, 0));

  @Test
  void eachOrderPutsItsOwnExampleFirst() {
    assertEquals("most hits", first(MemorizedOrder.CRCT_PRED));
    assertEquals("largest gap", first(MemorizedOrder.MAX_PRED_GAP));
    assertEquals("nearest", first(MemorizedOrder.MIN_DIST));
  }

  @Test
  void valuesArePrecisionThenRecallOfModelThenReference() {
    assertArrayEquals(
        new double[] {0.5, 0, 0.25, 0}, ORDERS.values(ExampleScore.of("id", 8, 4, 2, 0, 0, 1)));
  }

  @Test
  void refusesADistanceThatIsNotANumber() {
    ExampleScore score = Scores.of("id", 1, 1, Double.NaN);

    assertThrows(
        IllegalArgumentException.class,
        () -> ORDERS.score(score, MemorizedOrders.ORDERS.indexOf(MemorizedOrder.MIN_DIST)));
  }

  private static String first(MemorizedOrder order) {
    int number = MemorizedOrders.ORDERS.indexOf(order);
    return SCORES.stream()
        .min(Comparator.comparingLong(score -> ORDERS.score(score, number)))
        .orElseThrow()
        .id();
  }
}
