package io.github.dejavubeam.transforms.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class PredictionsTest {

  @Test
  void neighboursVoteAndTheNearestDecidesBetweenEquals() {
    ClassPrediction vote =
        ClassVote.of(List.of("d", "a", "b", "b", "a", "c", "e", "f", "g", "a", "b"));

    assertEquals(List.of("a", "b", "d", "c", "e"), vote.ranked());
    assertTrue(vote.isTop1("a"));
    assertTrue(vote.isTop5("e"));
    assertFalse(vote.isTop5("f"));
  }

  @Test
  void confidenceOfAVoteIsTheNegativeEntropyOfTheCounts() {
    ClassPrediction vote = ClassVote.of(List.of("a", "b", "a", "a"));

    double entropy = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25));
    assertEquals(entropy, vote.entropy(), 1e-15);
    assertEquals(-entropy, vote.confidence(), 1e-15);
  }

  @Test
  void theSameCountsHaveTheSameConfidenceInAnyOrder() {
    ClassPrediction one = ClassVote.of(List.of("a", "a", "a", "b", "b", "c", "c", "c", "c", "d"));
    ClassPrediction other = ClassVote.of(List.of("d", "b", "b", "a", "a", "a", "c", "c", "c", "c"));

    assertEquals(one.confidence(), other.confidence());
  }

  @Test
  void unanimousVotesHaveNoEntropy() {
    assertEquals(0, ClassVote.of(List.of("a", "a", "a")).entropy());
  }

  @Test
  void noNeighbourPredictsNothing() {
    assertFalse(ClassVote.of(List.of()).isTop1("a"));
  }

  @Test
  void aClassifierIsAsConfidentAsItsLargestProbability() {
    ClassPrediction prediction =
        ClassProbabilities.of(
            new float[] {0, (float) Math.log(2), 0, -200}, List.of("a", "b", "c", "d")::get);

    assertEquals(List.of("b", "a", "c", "d"), prediction.ranked());
    assertEquals(0.5, prediction.confidence(), 1e-7);
    assertEquals(1.5 * Math.log(2), prediction.entropy(), 1e-6);
  }

  @Test
  void hugeLogitsDoNotOverflow() {
    ClassPrediction prediction =
        ClassProbabilities.of(new float[] {3e38f, -3e38f}, List.of("a", "b")::get);

    assertEquals(new ClassPrediction(List.of("a", "b"), 1, 0), prediction);
  }

  @Test
  void ofTagsWithOneScoreTheLaterInTheListWins() {
    List<LabelledObject> tags =
        List.of(tag("a", 0.5), tag("b", 0.9), tag("c", 0.5), tag("b", 0.1), tag("d", 0.2));

    assertEquals(List.of("b", "c", "a"), TopTags.of(tags, 3));
    assertEquals(List.of("b", "c", "a", "d"), TopTags.of(tags, 9));
  }

  private static LabelledObject tag(String label, double score) {
    return LabelledObject.of(label, score);
  }
}
