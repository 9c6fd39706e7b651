package io.github.dejavubeam.transforms.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Adjusts the p-values of many tests for their number (Benjamini and Hochberg 1995, Journal of the
 * Royal Statistical Society B 57(1), 289-300): those that stay below q are, in expectation, wrong
 * in a share of at most q of them, also where tests depend on each other positively, as the gaps of
 * one model at several k do.
 */
public final class BenjaminiHochberg {

  private BenjaminiHochberg() {}

  /**
   * The adjusted p-values in the order of the given ones: of m tests, the one with the r-th
   * smallest p gets the least p m / r of this and all larger ones, at most 1.
   *
   * @param pValues from 0 to 1; a test that is NaN was not made: it does not count and stays NaN
   * @throws IllegalArgumentException if one is outside [0, 1]
   */
  public static double[] adjusted(double[] pValues) {
    int[] largestFirst =
        IntStream.range(0, pValues.length)
            .filter(test -> !Double.isNaN(pValues[test]))
            .boxed()
            .sorted(Comparator.comparingDouble((Integer test) -> pValues[test]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    Arrays.fill(adjusted, Double.NaN);
    int tests = largestFirst.length;
    double least = 1;
    for (int i = 0; i < tests; i++) {
      double pValue = pValues[largestFirst[i]];
      if (!(pValue >= 0 && pValue <= 1)) {
        throw new IllegalArgumentException("a p-value of " + pValue);
      }
      // The factor first: it is at least 1, so that rounding never makes a p-value smaller.
      least = Math.min(least, pValue * ((double) tests / (tests - i)));
      adjusted[largestFirst[i]] = least;
    }
    return adjusted;
  }
}
