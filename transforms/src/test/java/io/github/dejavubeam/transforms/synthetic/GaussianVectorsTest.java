package io.github.dejavubeam.transforms.synthetic;

import org.junit.jupiter.api.Test;

class GaussianVectorsTest {

  @Test
  void directionsAreSpreadEvenly() {
    int dimension = 12;
    double[][] covariance = new double[dimension][dimension];
    for (int i = 0; i < dimension; i++) {
      covariance[i][i] = 1.0 / dimension;
    }
    Moments.of(FloatRows.draw(new GaussianVectors(dimension, 1), 0, 100_000))
        .assertNear(new Moments(new double[dimension], covariance), 0.004);
  }
}
