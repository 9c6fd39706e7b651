package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class NumberTextTest {

  @Test
  void fullPrecisionParsesToTheSameDouble() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertEquals(value, Double.parseDouble(NumberText.full(value)));
      }
    }
    assertEquals("", NumberText.full(Double.NaN));
    assertEquals("0.0", NumberText.full(-0.0));
  }

  @Test
  void aGapHasASignUnlessItRoundsToZero() {
    assertEquals("+0.157", NumberText.signed(0.1565));
    assertEquals("-1.000", NumberText.signed(-1));
    assertEquals("0.000", NumberText.signed(-0.0004));
    assertEquals("0.000", NumberText.signed(0.0004));
    assertEquals("+10.000", NumberText.signed(10));
    assertEquals("-", NumberText.signed(Double.NaN));
  }

  @Test
  void sharesAndPercentArePlain() {
    assertEquals("0.673", NumberText.share(0.6725));
    assertEquals("-", NumberText.share(Double.POSITIVE_INFINITY));
    assertEquals("15.7", NumberText.percent(0.1565217));
    assertEquals("0.0", NumberText.percent(-0.0001));
    assertEquals("-", NumberText.percent(Double.NaN));
  }

  @Test
  void aTinyPValueIsABound() {
    assertEquals("<0.001", NumberText.pValue(1e-9));
    assertEquals("0.001", NumberText.pValue(0.001));
    assertEquals("0.500", NumberText.pValue(0.5));
    assertEquals("-", NumberText.pValue(Double.NaN));
  }
}
