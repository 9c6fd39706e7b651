package io.github.dejavubeam.transforms.metrics;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class StudyChangeTest {

  private static final Comparison COMPARISON =
      Comparison.of("model", "reference", ReferenceKind.TWO_MODEL, Mode.T2I, 10, 1);

  private final List<ExampleScore> before = Scores.random(60, new Random(1));
  private final List<ExampleScore> after = Scores.random(60, new Random(2));

  @Test
  void sharedExamplesAreTestedInPairs() {
    ChangeResult result = merged(pairs()).result(COMPARISON, COMPARISON);

    assertEquals(60, result.shared());
    assertEquals(
        result.prg().second().value() - result.prg().first().value(),
        result.prg().difference().value(),
        1e-12);
    assertEquals(
        result.aucg().second().value() - result.aucg().first().value(),
        result.aucg().difference().value(),
        1e-12);
  }

  @Test
  void studiesWithoutASharedExampleAreComparedAsIndependentOnes() {
    List<StudyChange> apart = new ArrayList<>();
    before.forEach(score -> apart.add(StudyChange.of(score, null)));
    after.forEach(score -> apart.add(StudyChange.of(null, score)));
    PopulationGap first = new PopulationGap();
    before.forEach(first::add);
    PopulationGap second = new PopulationGap();
    after.forEach(second::add);

    ChangeResult result = merged(apart).result(COMPARISON, COMPARISON);

    assertEquals(0, result.shared());
    assertEquals(second.recallShare().minus(first.recallShare()), result.prg().difference());
  }

  @Test
  void isTheSameForEverySharding() {
    CombineFnTester.testCombineFn(new StudyChange.Merge(), pairs(), equalTo(merged(pairs())));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    StudyChange.ChangeCoder coder = new StudyChange.ChangeCoder();
    StudyChange change = merged(pairs());

    assertEquals(
        change, CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, change)));
  }

  private List<StudyChange> pairs() {
    List<StudyChange> pairs = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      pairs.add(StudyChange.of(before.get(i), after.get(i)));
    }
    return pairs;
  }

  private static StudyChange merged(List<StudyChange> changes) {
    StudyChange merged = new StudyChange();
    changes.forEach(merged::merge);
    return merged;
  }
}
