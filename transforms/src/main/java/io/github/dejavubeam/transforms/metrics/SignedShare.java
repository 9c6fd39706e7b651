package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Estimate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.util.VarInt;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * The share of examples on which a model wins against a reference less the share on which it loses,
 * which is what the population precision and recall gaps are (method, part 1 point 5), and the
 * difference of two accuracies over the same examples.
 */
public final class SignedShare {

  /** 97.5 % point of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  private long n;
  private long wins;
  private long losses;

  /** The share of no example. */
  public SignedShare() {}

  /**
   * The share of {@code n} examples of which the model wins and loses so many.
   *
   * @throws IllegalArgumentException if a number is negative or they do not add up
   */
  public static SignedShare of(long n, long wins, long losses) {
    if (wins < 0 || losses < 0 || wins + losses > n) {
      throw new IllegalArgumentException(
          wins + " wins and " + losses + " losses of " + n + " examples");
    }
    SignedShare share = new SignedShare();
    share.n = n;
    share.wins = wins;
    share.losses = losses;
    return share;
  }

  /** Adds an example that the model wins (positive), loses (negative) or draws (0). */
  void add(int outcome) {
    n++;
    if (outcome > 0) {
      wins++;
    } else if (outcome < 0) {
      losses++;
    }
  }

  /** Adds the examples of another share, which stays as it is. */
  void merge(SignedShare other) {
    n += other.n;
    wins += other.wins;
    losses += other.losses;
  }

  long n() {
    return n;
  }

  long wins() {
    return wins;
  }

  long losses() {
    return losses;
  }

  /**
   * (wins - losses) / N with an interval and the p-value of "a win is as likely as a loss".
   *
   * <p>Interval: adjusted Wald for the difference of paired proportions (Bonett and Price 2012,
   * Journal of Educational and Behavioral Statistics 37(4), 479-488): with p = (wins + 1) / (N + 2)
   * and q = (losses + 1) / (N + 2) it is p - q ± z sqrt((p + q - (p - q)²) / (N + 2)), cut to [-1,
   * 1].
   *
   * <p>p-value: exact McNemar test, which is the two-sided binomial test of wins among wins +
   * losses at 1/2; 1 where nothing is won or lost.
   */
  public Estimate estimate() {
    if (n == 0) {
      return Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    double p = (wins + 1.0) / (n + 2.0);
    double q = (losses + 1.0) / (n + 2.0);
    double centre = p - q;
    double half = Z * Math.sqrt((p + q - centre * centre) / (n + 2.0));
    return Estimate.of(
        (double) (wins - losses) / n,
        Math.max(-1, centre - half),
        Math.min(1, centre + half),
        pValue());
  }

  /**
   * This share less an independent one, that of a control set: the difference of the two means of a
   * sign, by {@link WelchTest}, whose intervals hold the true difference more nearly as often as
   * they say than those of adjusted shares do, which are too wide where wins are rare.
   *
   * <p>A side whose examples all came out the same has no spread of its own. Then both sides get a
   * win and a loss more, as in {@link #estimate()} (Agresti and Caffo 2000, The American
   * Statistician 54(4), do so for two proportions).
   */
  public Estimate minus(SignedShare control) {
    if (n == 0 || control.n == 0) {
      return Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    if (varies() && control.varies()) {
      return WelchTest.difference(mean(), control.mean());
    }
    Estimate adjusted =
        WelchTest.difference(
            of(n + 2, wins + 1, losses + 1).mean(),
            of(control.n + 2, control.wins + 1, control.losses + 1).mean());
    return Estimate.of(
        mean().mean() - control.mean().mean(), adjusted.low(), adjusted.high(), adjusted.pValue());
  }

  private boolean varies() {
    return wins != n && losses != n && wins + losses != 0;
  }

  private WelchTest.Mean mean() {
    double mean = (double) (wins - losses) / n;
    return new WelchTest.Mean(mean, ((double) (wins + losses) / n - mean * mean) / (n - 1), n);
  }

  private double pValue() {
    if (wins == losses) {
      return 1;
    }
    // P(X <= fewer) of X ~ Binomial(wins + losses, 1/2), as a regularised incomplete beta function:
    // it takes counts beyond the range of int, which BinomialDistribution does not.
    double fewer = Math.min(wins, losses);
    double more = Math.max(wins, losses);
    return Math.min(1, 2 * BetaDistribution.of(more, fewer + 1).cumulativeProbability(0.5));
  }

  void write(OutputStream out) throws IOException {
    VarInt.encode(n, out);
    VarInt.encode(wins, out);
    VarInt.encode(losses, out);
  }

  static SignedShare read(InputStream in) throws IOException {
    SignedShare share = new SignedShare();
    share.n = VarInt.decodeLong(in);
    share.wins = VarInt.decodeLong(in);
    share.losses = VarInt.decodeLong(in);
    return share;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedShare share
        && n == share.n
        && wins == share.wins
        && losses == share.losses;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * (31 * n + wins) + losses);
  }
}
