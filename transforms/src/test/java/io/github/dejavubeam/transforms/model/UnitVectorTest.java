package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

class UnitVectorTest {

  private static final float NAN = Float.NaN;

  @Test
  void aVectorKeepsItsDirection() {
    assertNormalised(new float[] {0.6f, -0.8f}, 3, -4);
  }

  @Test
  void squaresBeyondTheRangeOfFloatsAreSummedInDoubles() {
    assertNormalised(new float[] {0.6f, 0.8f}, 3e30f, 4e30f);
    assertNormalised(new float[] {0.6f, 0.8f}, 3e-30f, 4e-30f);
  }

  @Test
  void aVectorWithoutDirectionIsNotANumber() {
    assertNormalised(new float[] {NAN, NAN}, 0, 0);
    assertNormalised(new float[] {NAN, NAN}, 1, Float.POSITIVE_INFINITY);
    assertNormalised(new float[] {NAN, NAN}, NAN, 1);
  }

  private static void assertNormalised(float[] expected, float... vector) {
    UnitVector.normalise(vector);
    assertArrayEquals(expected, vector, 1e-7f);
  }
}
