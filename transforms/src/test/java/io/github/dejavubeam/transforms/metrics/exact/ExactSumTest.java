package io.github.dejavubeam.transforms.metrics.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Test
  void doesNotDependOnTheOrderOfItsNumbersAsADoubleSumDoes() {
    double[] numbers = {0.1, 0.2, 0.3, -0.6, 1e-9};
    ExactSum forward = new ExactSum();
    ExactSum backward = new ExactSum();
    for (int i = 0; i < numbers.length; i++) {
      forward.add(numbers[i]);
      backward.add(numbers[numbers.length - 1 - i]);
    }

    assertEquals(forward, backward);
    // The doubles nearest to 0.1, 0.2 and so on are off by some 1e-17.
    assertEquals(1e-9 / 5, forward.mean(5), 1e-16);
    assertNotEquals(0.1 + 0.2 + 0.3 - 0.6 + 1e-9, 1e-9 - 0.6 + 0.3 + 0.2 + 0.1);
  }

  @Test
  void equalsTheSumInDecimalForAnyGrouping() {
    Random random = new Random(3);
    BigDecimal decimal = BigDecimal.ZERO;
    ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
    int n = 3000;
    for (int i = 0; i < n; i++) {
      // 24 bits after the point: a multiple of the unit, so nothing is rounded.
      double number = (random.nextInt(1 << 25) - (1 << 24)) * 0x1p-24;
      decimal = decimal.add(new BigDecimal(number));
      parts[random.nextInt(parts.length)].add(number);
    }
    ExactSum sum = new ExactSum();
    for (ExactSum part : parts) {
      sum.merge(part);
    }

    assertEquals(
        decimal.multiply(new BigDecimal(BigInteger.ONE.shiftLeft(60))).toBigIntegerExact(),
        sum.units());
    assertEquals(decimal.doubleValue(), sum.mean(1));
  }

  @Test
  void carriesBeyond64BitsInBothDirections() {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 100; i++) {
      sum.add(1);
    }
    assertEquals(100, sum.mean(1));
    for (int i = 0; i < 250; i++) {
      sum.add(-1);
    }
    assertEquals(-150, sum.mean(1));
  }

  @Test
  void mergingLeavesTheOtherSumAsItWas() {
    ExactSum other = new ExactSum();
    other.add(0.25);
    ExactSum sum = new ExactSum();
    sum.merge(other);
    sum.merge(other);

    assertEquals(0.5, sum.mean(1));
    assertEquals(0.25, other.mean(1));
  }

  @Test
  void theMeanOfNothingIsNotANumber() {
    assertEquals(Double.NaN, new ExactSum().mean(0));
  }

  @Test
  void refusesWhatItCannotHold() {
    ExactSum sum = new ExactSum();
    assertThrows(IllegalArgumentException.class, () -> sum.add(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> sum.add(Math.nextUp(1.0)));
    assertThrows(IllegalArgumentException.class, () -> sum.add(Double.NEGATIVE_INFINITY));
  }

  @Test
  void isReadAsItWasWritten() throws IOException {
    ExactSum sum = new ExactSum();
    for (int i = 0; i < 50; i++) {
      sum.add(-0.9);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sum.write(bytes);

    assertEquals(sum, ExactSum.read(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
