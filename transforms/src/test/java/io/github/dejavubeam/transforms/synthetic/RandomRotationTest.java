package io.github.dejavubeam.transforms.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomRotationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 12, 100, 384})
  void axesBecomeOrthogonalUnitVectors(int dimension) {
    RandomRotation rotation = new RandomRotation(dimension, new SplittableRandom(1));
    float[][] rotated = new float[dimension][dimension + 1];
    for (int axis = 0; axis < dimension; axis++) {
      rotated[axis][1 + axis] = 1;
      rotation.apply(rotated[axis], 1);
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        assertEquals(i == j ? 1 : 0, dot(rotated[i], rotated[j]), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {64, 100, 384})
  void noComponentKeepsMuchOfAnAxis(int dimension) {
    RandomRotation rotation = new RandomRotation(dimension, new SplittableRandom(2));
    for (int axis = 0; axis < dimension; axis++) {
      float[] rotated = new float[dimension];
      rotated[axis] = 1;
      rotation.apply(rotated, 0);
      for (float component : rotated) {
        assertTrue(Math.abs(component) < 0.7, "axis " + axis);
      }
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
