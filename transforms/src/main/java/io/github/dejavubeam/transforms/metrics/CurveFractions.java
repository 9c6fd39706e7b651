package io.github.dejavubeam.transforms.metrics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The shares of the examples at which gaps are measured to be plotted against the number of
 * examples L (method, part 1 point 6): a thousandth to all, five to a factor of ten.
 */
final class CurveFractions {

  private static final int TO_A_FACTOR_OF_TEN = 5;
  private static final int FACTORS = 3;

  private CurveFractions() {}

  /** The shares, ascending. */
  static List<Double> all() {
    List<Double> fractions = new ArrayList<>();
    for (int i = -FACTORS * TO_A_FACTOR_OF_TEN; i <= 0; i++) {
      // Three digits, so that 0.001, 0.01 and 0.1 are among them to the bit.
      double fraction = Math.pow(10, (double) i / TO_A_FACTOR_OF_TEN);
      fractions.add(Double.valueOf(String.format(Locale.ROOT, "%.2e", fraction)));
    }
    return fractions;
  }

  /** These and others, each once. */
  static List<Double> with(List<Double> others) {
    Set<Double> fractions = new LinkedHashSet<>(others);
    fractions.addAll(all());
    return List.copyOf(fractions);
  }
}
