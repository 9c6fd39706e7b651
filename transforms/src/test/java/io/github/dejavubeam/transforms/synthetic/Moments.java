package io.github.dejavubeam.transforms.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Mean and covariance of rows, for tests. */
record Moments(double[] mean, double[][] covariance) {

  static Moments of(FloatRows rows) {
    int dimension = rows.dimension();
    double[] mean = new double[dimension];
    double[][] products = new double[dimension][dimension];
    float[] row = new float[dimension];
    for (int r = 0; r < rows.rows(); r++) {
      rows.copyRow(r, row, 0);
      for (int i = 0; i < dimension; i++) {
        mean[i] += row[i] / rows.rows();
        for (int j = 0; j < dimension; j++) {
          products[i][j] += (double) row[i] * row[j] / rows.rows();
        }
      }
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        products[i][j] -= mean[i] * mean[j];
      }
    }
    return new Moments(mean, products);
  }

  void assertNear(Moments expected, double tolerance) {
    for (int i = 0; i < mean.length; i++) {
      assertEquals(expected.mean[i], mean[i], tolerance, "mean " + i);
      for (int j = 0; j < mean.length; j++) {
        assertEquals(
            expected.covariance[i][j], covariance[i][j], tolerance, "covariance " + i + ", " + j);
      }
    }
  }
}
