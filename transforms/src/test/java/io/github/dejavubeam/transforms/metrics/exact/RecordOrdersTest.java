package io.github.dejavubeam.transforms.metrics.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecordOrdersTest {

  @Test
  void scoresSortAsTheirNumbersDo() {
    double[] ascending = {
      Double.NEGATIVE_INFINITY,
      -2,
      -1.5,
      -Double.MIN_VALUE,
      0,
      Double.MIN_VALUE,
      0.5,
      3e300,
      Double.POSITIVE_INFINITY
    };
    for (int i = 1; i < ascending.length; i++) {
      assertTrue(RecordOrders.ascending(ascending[i - 1]) < RecordOrders.ascending(ascending[i]));
    }
  }

  @Test
  void theTwoZerosAreOne() {
    assertEquals(RecordOrders.ascending(0.0), RecordOrders.ascending(-0.0));
  }

  @Test
  void refusesWhatHasNoPlaceInAnOrder() {
    assertThrows(IllegalArgumentException.class, () -> RecordOrders.ascending(Double.NaN));
  }
}
