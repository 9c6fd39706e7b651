package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Estimate;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How often the intervals of simulated studies hold the true value: 95 % of them should, and 10,000
 * studies tell that share to 0.2 points (one standard deviation).
 */
class CoverageTest {

  private static final int STUDIES = 10_000;

  /**
   * Examples that a model wins or loses against a reference.
   *
   * @param win share of the wins
   * @param loss share of the losses
   */
  private record Population(double win, double loss) {

    SignedShare shares(int n, SplittableRandom random) {
      SignedShare share = new SignedShare();
      for (int example = 0; example < n; example++) {
        double outcome = random.nextDouble();
        share.add(outcome < win ? 1 : outcome < win + loss ? -1 : 0);
      }
      return share;
    }

    /** Wins and losses by a third or two thirds of the objects. */
    PairedDifference differences(int n, SplittableRandom random) {
      PairedDifference difference = new PairedDifference();
      for (int example = 0; example < n; example++) {
        double outcome = random.nextDouble();
        int sign = outcome < win ? 1 : outcome < win + loss ? -1 : 0;
        difference.add(sign * (1 + random.nextInt(2)) / 3.0);
      }
      return difference;
    }

    double share() {
      return win - loss;
    }

    double meanDifference() {
      return share() / 2;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "30, 0.3, 0.2",
    "60, 0.3, 0.2",
    "100, 0.15, 0.05",
    "400, 0.05, 0.6",
    "2000, 0.04, 0.02"
  })
  void ofAGap(int n, double win, double loss) {
    Population population = new Population(win, loss);

    check("gap", n, population.share(), random -> population.shares(n, random).estimate());
    check(
        "area",
        n,
        population.meanDifference(),
        random -> population.differences(n, random).estimate());
  }

  @ParameterizedTest
  @CsvSource({
    "30, 15, 0.3, 0.2",
    "60, 40, 0.15, 0.05",
    "1380, 422, 0.1, 0.6",
    "2000, 500, 0.04, 0.02"
  })
  void ofADifferenceFromTheControl(int n, int nControl, double win, double loss) {
    Population target = new Population(win, loss);
    Population control = new Population(win / 2, loss);

    check(
        "difference of gaps",
        n,
        target.share() - control.share(),
        random -> target.shares(n, random).minus(control.shares(nControl, random)));
    check(
        "difference of areas",
        n,
        target.meanDifference() - control.meanDifference(),
        random -> target.differences(n, random).minus(control.differences(nControl, random)));
  }

  private static void check(
      String what, int n, double truth, Function<SplittableRandom, Estimate> study) {
    SplittableRandom random = new SplittableRandom(n);
    int covered = 0;
    for (int i = 0; i < STUDIES; i++) {
      Estimate estimate = study.apply(random);
      covered += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
    }
    double coverage = (double) covered / STUDIES;
    System.out.printf("%s, n = %d: %.2f %% of the 95 %% intervals%n", what, n, 100 * coverage);
    assertTrue(coverage >= 0.94 && coverage <= 0.96, what + ": " + coverage);
  }
}
