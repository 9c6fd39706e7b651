package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ObjectScoringTest {

  @Test
  void hitsAreTheTrueLabelsAmongTheFirstOfTheRanking() {
    int[] ranking = {7, 3, 9, 4};
    IntSet objects = IntOpenHashSet.of(3, 4, 100);

    assertEquals(0, ObjectScoring.hits(ranking, 1, objects));
    assertEquals(1, ObjectScoring.hits(ranking, 2, objects));
    assertEquals(2, ObjectScoring.hits(ranking, 10, objects));
    assertEquals(2, ObjectScoring.hits(ranking, Comparison.ALL_OBJECTS, objects));
    assertEquals(0, ObjectScoring.hits(new int[0], 10, objects));
  }

  @Test
  void precisionAndRecallAreSharesOfThePredictedAndOfTheTrueLabels() {
    assertEquals(0.25, ObjectScoring.precision(1, 4));
    assertEquals(0.5, ObjectScoring.recall(1, 2));
    assertEquals(0, ObjectScoring.precision(0, 0));
  }

  @Test
  void comparesPrecisionAsFractions() {
    assertEquals(0, precision(1, 3, 2, 6));
    assertEquals(1, precision(2, 5, 1, 3));
    assertEquals(-1, precision(1, 3, 2, 5));
  }

  @Test
  void anEmptyPredictionHasPrecisionZero() {
    assertEquals(0, precision(0, 0, 0, 4));
    assertEquals(-1, precision(0, 0, 1, 4));
    assertEquals(1, precision(1, 4, 0, 0));
    assertEquals(0, precision(0, 0, 0, 0));
  }

  @Test
  void tellsApartFractionsThatAreEqualAsFloats() {
    int large = Integer.MAX_VALUE;

    assertEquals((float) (large - 1) / large, (float) (large - 2) / (large - 1));
    assertEquals(1, precision(large - 1, large, large - 2, large - 1));
  }

  @Test
  void comparesAsWholeNumbersOfAnySizeDo() {
    Random random = new Random(7);
    for (ExampleScore score : Scores.random(5000, random)) {
      BigInteger left = product(score.hits(), Math.max(1, score.predictedReference()));
      BigInteger right = product(score.hitsReference(), Math.max(1, score.predicted()));

      assertEquals(left.compareTo(right), ObjectScoring.comparePrecision(score));
      assertEquals(
          Integer.signum(score.hits() - score.hitsReference()), ObjectScoring.compareRecall(score));
    }
  }

  private static BigInteger product(int a, int b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static int precision(int hits, int predicted, int hitsReference, int predictedReference) {
    return ObjectScoring.comparePrecision(
        ExampleScore.of(
            "id", Integer.MAX_VALUE, predicted, hits, predictedReference, hitsReference, 0));
  }
}
