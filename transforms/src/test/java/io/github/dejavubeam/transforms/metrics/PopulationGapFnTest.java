package io.github.dejavubeam.transforms.metrics;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.ExampleScore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class PopulationGapFnTest {

  private static final PopulationGapFn FN = new PopulationGapFn();

  @Test
  void isTheSameForEveryShardingOfTheExamples() {
    List<ExampleScore> scores = Scores.random(60, new Random(10));
    PopulationGap expected = new PopulationGap();
    scores.forEach(expected::add);

    CombineFnTester.testCombineFn(FN, scores, equalTo(expected));
  }

  @Test
  void noExampleMakesTheEmptyGap() {
    CombineFnTester.testCombineFn(FN, List.of(), equalTo(new PopulationGap()));
  }

  @Test
  void countsWinsAndAveragesLikeAPlainLoop() {
    List<ExampleScore> scores = Scores.random(1000, new Random(11));
    int precisionWins = 0;
    int precisionLosses = 0;
    int recallWins = 0;
    int recallLosses = 0;
    double modelPrecision = 0;
    double referenceRecall = 0;
    double recallGap = 0;
    for (ExampleScore score : scores) {
      double precision = score.predicted() == 0 ? 0 : 1.0 * score.hits() / score.predicted();
      double precisionReference =
          score.predictedReference() == 0
              ? 0
              : 1.0 * score.hitsReference() / score.predictedReference();
      // Fractions of numbers below 8 differ by 1/56 or not at all.
      precisionWins += precision > precisionReference + 0.01 ? 1 : 0;
      precisionLosses += precision < precisionReference - 0.01 ? 1 : 0;
      recallWins += score.hits() > score.hitsReference() ? 1 : 0;
      recallLosses += score.hits() < score.hitsReference() ? 1 : 0;
      modelPrecision += precision / scores.size();
      referenceRecall += 1.0 * score.hitsReference() / score.objects() / scores.size();
      recallGap += 1.0 * (score.hits() - score.hitsReference()) / score.objects() / scores.size();
    }

    PopulationGap gap = FN.apply(scores);

    assertEquals(1000, gap.n());
    assertEquals(precisionWins, gap.precisionShare().wins());
    assertEquals(precisionLosses, gap.precisionShare().losses());
    assertEquals(recallWins, gap.recallShare().wins());
    assertEquals(recallLosses, gap.recallShare().losses());
    assertEquals(modelPrecision, gap.modelPrecision(), 1e-12);
    assertEquals(referenceRecall, gap.referenceRecall(), 1e-12);
    assertEquals(recallGap, gap.recallDifference().estimate().value(), 1e-12);
    assertEquals(recallGap, gap.modelRecall() - gap.referenceRecall(), 1e-12);
  }

  @Test
  void mergingLeavesItsArgumentsAsTheyWere() {
    PopulationGap left = FN.apply(Scores.random(5, new Random(12)));
    PopulationGap right = FN.apply(Scores.random(7, new Random(13)));

    PopulationGap merged = FN.mergeAccumulators(List.of(left, right));

    assertEquals(12, merged.n());
    assertEquals(FN.apply(Scores.random(5, new Random(12))), left);
    assertEquals(FN.apply(Scores.random(7, new Random(13))), right);
  }

  @Test
  void equalGapsHaveEqualBytesAndAreReadAsTheyWereWritten() throws Exception {
    PopulationGap.Coder coder = new PopulationGap.Coder();
    List<ExampleScore> scores = new ArrayList<>(Scores.random(200, new Random(14)));
    PopulationGap gap = FN.apply(scores);
    Collections.shuffle(scores, new Random(15));

    byte[] bytes = CoderUtils.encodeToByteArray(coder, gap);

    assertArrayEquals(bytes, CoderUtils.encodeToByteArray(coder, FN.apply(scores)));
    assertEquals(gap, CoderUtils.decodeFromByteArray(coder, bytes));
  }
}
