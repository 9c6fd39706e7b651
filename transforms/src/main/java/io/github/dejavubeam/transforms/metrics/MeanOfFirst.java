package io.github.dejavubeam.transforms.metrics;

/**
 * How exactly the mean of a value over the first examples of an order is known, which are no sample
 * of their size: which examples come first is itself random.
 */
public final class MeanOfFirst {

  private MeanOfFirst() {}

  /**
   * The squared standard error of a mean over the first L = floor(N p) of N examples, a mean of
   * concomitants of order statistics: (Var(x | first) + (1 - p) (E[x | first] - e)²) / L for large
   * N, where e is the mean of x at the edge, the order's (N p)-th example (Yang 1981, J. Am. Stat.
   * Assoc. 76, 658-662; it is the variance of the influence function, (1{first} (x - e) - p (E[x |
   * first] - e)) / p).
   *
   * @param variance mean squared distance of x from its mean over the first examples
   * @param toEdge E[x | first] - e
   * @param records L, at least 2 for a number that is not NaN or infinite
   * @param examples N
   */
  public static double squaredError(double variance, double toEdge, long records, long examples) {
    double share = (double) records / examples;
    return Math.max(0, variance) / (records - 1) + (1 - share) * toEdge * toEdge / records;
  }
}
