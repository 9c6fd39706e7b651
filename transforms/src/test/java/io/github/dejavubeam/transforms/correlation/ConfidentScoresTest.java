package io.github.dejavubeam.transforms.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.DejaVuDifference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidentScoresTest {

  private static final List<Double> FRACTIONS = List.of(0.05, 0.1, 0.2, 0.22, 0.25, 0.3, 1.0);

  /**
   * Of 200 examples 40 are taken, and the next 10 or more are the 10 up to 50: the model is right
   * on 32 of 40 and 36 of 50, the reference on 20 of 40 and 24 of 50.
   */
  @Test
  void aDifferenceIsThatOfFourMeansOverFirstExamples() {
    ConfidentScores target =
        new ConfidentScores(accuracies(32 / 40.0, 36 / 50.0), accuracies(20 / 40.0, 24 / 50.0));
    ConfidentScores control =
        new ConfidentScores(accuracies(20 / 40.0, 25 / 50.0), accuracies(20 / 40.0, 25 / 50.0));

    DejaVuDifference.Confident difference = target.minus(control, 0.2);

    assertEquals(0.3, difference.top1().value(), 1e-12);
    double model = 0.8 * 0.2 / 39 + 0.8 * 0.4 * 0.4 / 40;
    double reference = 0.25 / 39 + 0.8 * 0.1 * 0.1 / 40;
    double variance = model + reference + 2 * 0.25 / 39;
    double degrees =
        variance * variance / ((Math.pow(model + reference, 2) + Math.pow(2 * 0.25 / 39, 2)) / 39);
    assertEquals(77, degrees, 1);
    // The 97.5 % point of Student's t with about 77 degrees of freedom.
    double half = 1.9913 * Math.sqrt(variance);
    assertEquals(0.3 - half, difference.top1().low(), 1e-4);
    assertEquals(0.3 + half, difference.top1().high(), 1e-4);
    assertEquals(0, difference.top5().value());
  }

  @Test
  void withoutASingleErrorThereIsStillNoCertainty() {
    ConfidentScores right = new ConfidentScores(accuracies(1, 1), accuracies(1, 1));

    DejaVuDifference.Confident difference = right.minus(right, 0.2);

    assertEquals(0, difference.top1().value());
    assertEquals(1, difference.top1().pValue(), 1e-12);
    assertTrue(difference.top1().low() < -0.05, difference.top1().toString());
  }

  @Test
  void ofFourExamplesNothingIsSaid() {
    Random random = new Random(1);
    ConfidentScores hundred = scores(100, 0, random);
    ConfidentScores many = scores(1000, 0, random);

    assertTrue(Double.isNaN(many.minus(scores(80, 0, random), 0.05).top1().pValue()));
    assertTrue(Double.isNaN(scores(80, 0, random).minus(many, 0.05).top1().value()));
    assertTrue(hundred.minus(many, 0.05).top1().pValue() > 0);
  }

  /**
   * Accuracy rises with confidence, and nothing was memorized: the interval of a difference of two
   * studies holds 0 in at least about 95 of 100. Where model and reference are right together, it
   * is too wide, and not more than that.
   */
  @Test
  void intervalsHoldTheDifferenceAsOftenAsTheySay() {
    Random random = new Random(3);
    int studies = 600;
    for (double together : new double[] {0, 0.7}) {
      for (double fraction : new double[] {0.05, 0.2}) {
        int excluded = 0;
        for (int study = 0; study < studies; study++) {
          excluded +=
              scores(400, together, random)
                      .minus(scores(200, together, random), fraction)
                      .top1()
                      .excludesZero()
                  ? 1
                  : 0;
        }
        assertTrue(excluded < 0.075 * studies, together + " " + fraction + ": " + excluded);
        assertTrue(together > 0 || excluded > 0.005 * studies, fraction + ": " + excluded);
      }
    }
  }

  /** Top-1 accuracies of the first 40 and 50 of 200 examples; top-5 ones are 0.5. */
  private static List<ConfidentAccuracy> accuracies(double first, double next) {
    return List.of(
        new ConfidentAccuracy(0.2, 40, first, 0.5),
        new ConfidentAccuracy(0.22, 44, 0.123, 0.5),
        new ConfidentAccuracy(0.25, 50, next, 0.5),
        new ConfidentAccuracy(1, 200, 0.3, 0.5));
  }

  /** A study of n examples, on a share of which model and reference are right together. */
  private static ConfidentScores scores(int n, double together, Random random) {
    List<RankedOutcome> model = new ArrayList<>();
    List<RankedOutcome> reference = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double confidence = random.nextDouble();
      boolean right = random.nextDouble() < 0.2 + 0.6 * confidence;
      model.add(new RankedOutcome("id" + i, confidence, right, right));
      if (random.nextDouble() >= together) {
        confidence = random.nextDouble();
        right = random.nextDouble() < 0.2 + 0.6 * confidence;
      }
      reference.add(new RankedOutcome("id" + i, confidence, right, right));
    }
    return new ConfidentScores(accuracies(model), accuracies(reference));
  }

  private static List<ConfidentAccuracy> accuracies(List<RankedOutcome> outcomes) {
    outcomes.sort(Comparator.comparingDouble(RankedOutcome::confidence).reversed());
    return FRACTIONS.stream()
        .map(
            fraction -> {
              int first = (int) Math.floor(fraction * outcomes.size() + 1e-9);
              double right =
                  (double) outcomes.subList(0, first).stream().filter(RankedOutcome::top1).count()
                      / first;
              return new ConfidentAccuracy(fraction, first, right, right);
            })
        .toList();
  }
}
