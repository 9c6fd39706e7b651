package io.github.dejavubeam.transforms.scaling;

import java.util.Arrays;

/** Coefficients of a sum of products, none below 0, by the least squares of relative errors. */
final class RelativeFit {

  private static final int SWEEPS = 200_000;

  private RelativeFit() {}

  /**
   * The coefficients c that make the sum of (sum_j counts[i][j] c[j] / seen[i] - 1)^2 smallest, by
   * descent along one coefficient after the other.
   *
   * @param counts shape [runs, coefficients]
   * @param seen shape [runs], above 0
   */
  static double[] of(double[][] counts, double[] seen) {
    int runs = seen.length;
    int coefficients = counts[0].length;
    double[][] share = new double[runs][coefficients];
    for (int i = 0; i < runs; i++) {
      for (int j = 0; j < coefficients; j++) {
        share[i][j] = counts[i][j] / seen[i];
      }
    }
    double[] fitted = new double[coefficients];
    double[] missing = new double[runs];
    Arrays.fill(missing, 1);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int j = 0; j < coefficients; j++) {
        double along = 0;
        double square = 0;
        for (int i = 0; i < runs; i++) {
          along += missing[i] * share[i][j];
          square += share[i][j] * share[i][j];
        }
        double next = square == 0 ? 0 : Math.max(0, fitted[j] + along / square);
        for (int i = 0; i < runs; i++) {
          missing[i] -= (next - fitted[j]) * share[i][j];
        }
        fitted[j] = next;
      }
    }
    return fitted;
  }
}
