package io.github.dejavubeam.transforms.metrics.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactRatioTest {

  @Test
  void equalsTheDivisionOfDoublesThatHoldBothNumbers() {
    Random random = new Random(2);
    for (int i = 0; i < 10_000; i++) {
      long numerator = random.nextLong() >> (11 + random.nextInt(53));
      long denominator = 1 + (random.nextLong() >>> (12 + random.nextInt(52)));

      assertEquals(
          (double) numerator / denominator,
          ExactRatio.of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator)));
    }
  }

  @Test
  void aHalfIsRoundedToEvenAndTheLeastBitAboveItUp() {
    BigInteger denominator = BigInteger.ONE.shiftLeft(300);
    BigInteger half = denominator.add(BigInteger.ONE.shiftLeft(300 - 53));

    assertEquals(1.0, ExactRatio.of(half, denominator));
    assertEquals(Math.nextUp(1.0), ExactRatio.of(half.add(BigInteger.ONE), denominator));
    assertEquals(-1.0, ExactRatio.of(half.negate(), denominator));
  }

  @Test
  void refusesADenominatorThatIsNotPositive() {
    assertThrows(
        IllegalArgumentException.class, () -> ExactRatio.of(BigInteger.ONE, BigInteger.ZERO));
  }
}
