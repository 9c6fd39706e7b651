package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PrincipalDirectionsTest {

  private static final int DIMENSION = 70;

  @Test
  void directionsAreThoseOfMostSpreadTheStrongestFirst() {
    // Along the first axes five, four, three, two and one; along the others next to nothing.
    Random random = new Random(7);
    float[][] samples = new float[301][DIMENSION];
    for (float[] sample : samples) {
      for (int i = 0; i < DIMENSION; i++) {
        sample[i] = (float) ((i < 5 ? 5 - i : 0.01) * random.nextGaussian());
      }
    }
    PrincipalDirections directions = new PrincipalDirections(samples, DIMENSION);
    float[][] leading = directions.leading(5);

    assertOrthonormal(leading);
    for (int j = 0; j < 5; j++) {
      // The samples' own directions turn a little from the axes, by chance.
      assertEquals(1, Math.abs(leading[j][j]), 0.05, "direction " + j);
    }
    assertEquals(1, directions.energy(leading), 1e-3);
    float[][] first = {leading[0]};
    assertEquals(25.0 / (25 + 16 + 9 + 4 + 1), directions.energy(first), 0.05);
  }

  @Test
  void moreDirectionsThanSamplesSpanAreOrthonormalStill() {
    float[][] samples = new float[3][DIMENSION];
    samples[0][10] = 2;
    samples[1][11] = 1;
    samples[2][10] = -1;
    PrincipalDirections directions = new PrincipalDirections(samples, DIMENSION);
    float[][] leading = directions.leading(9);

    assertOrthonormal(leading);
    assertEquals(1, directions.energy(leading), 1e-5);
    // Two rounds leave some of the weaker direction in the stronger.
    assertEquals(1, Math.abs(leading[0][10]), 0.05);
  }

  @Test
  void samplesWithoutSpreadHaveDirectionsWithoutEnergy() {
    PrincipalDirections directions = new PrincipalDirections(new float[4][DIMENSION], DIMENSION);
    float[][] leading = directions.leading(3);

    assertOrthonormal(leading);
    assertEquals(0, directions.energy(leading));
  }

  private static void assertOrthonormal(float[][] directions) {
    for (int i = 0; i < directions.length; i++) {
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int c = 0; c < DIMENSION; c++) {
          product += (double) directions[i][c] * directions[j][c];
        }
        assertEquals(i == j ? 1 : 0, product, 1e-5, i + " and " + j);
      }
    }
  }
}
