package io.github.dejavubeam.transforms.metrics;

/**
 * A 95 % interval of a share of examples, or of the difference of two such shares.
 *
 * @param low lower end
 * @param high upper end
 */
public record ShareInterval(double low, double high) {

  private static final double Z = 1.959963984540054;

  private static final ShareInterval NOTHING = new ShareInterval(Double.NaN, Double.NaN);

  /**
   * Wilson's score interval (Wilson 1927, Journal of the American Statistical Association 22,
   * 209-212): never beyond 0 or 1, and sound for shares near them.
   *
   * @param share of the examples, from 0 to 1
   * @param n number of examples; NaN for both ends where it is 0
   */
  public static ShareInterval of(double share, long n) {
    if (n == 0) {
      return NOTHING;
    }
    double widening = Z * Z / n;
    double centre = (share + widening / 2) / (1 + widening);
    double half = Math.sqrt(widening * (share * (1 - share) + widening / 4)) / (1 + widening);
    return new ShareInterval(Math.max(0, centre - half), Math.min(1, centre + half));
  }

  /**
   * Newcombe's interval of {@code share - other} (Newcombe 1998, Statistics in Medicine 17,
   * 873-890, method 10), of shares of different examples. Where some of the examples are the same
   * and tend to go the same way, it is wider than need be.
   *
   * @param n number of examples of each share; NaN for both ends where it is 0
   */
  public static ShareInterval ofDifference(double share, double other, long n) {
    ShareInterval first = of(share, n);
    ShareInterval second = of(other, n);
    double difference = share - other;
    return new ShareInterval(
        difference - Math.hypot(share - first.low, second.high - other),
        difference + Math.hypot(first.high - share, other - second.low));
  }
}
