package io.github.dejavubeam.transforms.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClusteredVectorsTest {

  private static final int DIMENSION = 24;

  @Test
  void theSpectrumDecaysByThePowerLaw() {
    double[] spectrum = ClusteredVectors.spectrum(384);
    assertEquals(1, Arrays.stream(spectrum).sum(), 1e-12);
    assertEquals(1.0 / 10, spectrum[9] / spectrum[0], 1e-12);
    assertEquals(0.79, Arrays.stream(spectrum).limit(96).sum(), 0.005);
  }

  @Test
  void componentsVaryAsTheSpectrumSaysAroundACommonDirection() {
    ClusteredVectors source = new ClusteredVectors(DIMENSION, 1, 2);
    int rows = 100_000;
    FloatRows unrotated = new FloatRows(new float[rows * DIMENSION], rows, DIMENSION);
    for (int row = 0; row < rows; row++) {
      source.drawUnrotated(row, unrotated.values(), row * DIMENSION);
    }
    Moments moments = Moments.of(unrotated);
    double[] spectrum = ClusteredVectors.spectrum(DIMENSION);
    for (int i = 0; i < DIMENSION; i++) {
      // A thousand centres: their own variance scatters by 4.5 %.
      assertEquals(1, moments.covariance()[i][i] / (0.5 * spectrum[i]), 0.12, "component " + i);
    }
    assertEquals(0.5, Arrays.stream(moments.mean()).map(mean -> mean * mean).sum(), 0.03);
  }

  @Test
  void rotationLeavesNoTraceOfTheSpectrumInTheAxes() {
    double[][] covariance =
        Moments.of(FloatRows.draw(new ClusteredVectors(64, 1, 2), 0, 20_000)).covariance();
    double[] variances = new double[64];
    Arrays.setAll(variances, i -> covariance[i][i]);
    double first = Arrays.stream(variances).limit(16).sum();
    assertEquals(0.25, first / Arrays.stream(variances).sum(), 0.1);
  }

  @Test
  void tablesOfOneStructureAreSamplesOfOneMixture() {
    Moments.of(FloatRows.draw(new ClusteredVectors(DIMENSION, 1, 2), 0, 100_000))
        .assertNear(
            Moments.of(FloatRows.draw(new ClusteredVectors(DIMENSION, 1, 3), 0, 100_000)), 0.005);
  }
}
