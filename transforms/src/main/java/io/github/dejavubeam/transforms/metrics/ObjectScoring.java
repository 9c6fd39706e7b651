package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import it.unimi.dsi.fastutil.ints.IntSet;

/** How well predicted objects match the true ones (method, part 1 points 4 and 5). */
public final class ObjectScoring {

  private ObjectScoring() {}

  /**
   * Number of true labels among the first of a ranking, |pred ∩ Y|.
   *
   * @param ranking labels from {@link ObjectRanking}, best first
   * @param limit number of labels predicted; all where the ranking is shorter
   * @param objects the true labels, Y
   */
  public static int hits(int[] ranking, int limit, IntSet objects) {
    int hits = 0;
    int predicted = Math.min(limit, ranking.length);
    for (int i = 0; i < predicted; i++) {
      if (objects.contains(ranking[i])) {
        hits++;
      }
    }
    return hits;
  }

  /** Precision, |pred ∩ Y| / |pred|, 0 when nothing was predicted. */
  public static double precision(int hits, int predicted) {
    return predicted == 0 ? 0 : (double) hits / predicted;
  }

  /** Recall, |pred ∩ Y| / |Y|, of an example with at least one true object. */
  public static double recall(int hits, int objects) {
    return (double) hits / objects;
  }

  /**
   * Positive where the model's precision is larger than the reference's, negative where it is
   * smaller, 0 where they are equal as fractions.
   */
  static int comparePrecision(ExampleScore score) {
    // An empty prediction has no hit, so that 0 / 1 is its precision, too.
    long predicted = Math.max(1, score.predicted());
    long predictedReference = Math.max(1, score.predictedReference());
    return Long.compare(score.hits() * predictedReference, score.hitsReference() * predicted);
  }

  /** As {@link #comparePrecision}, of recall; both recalls are shares of the same true objects. */
  static int compareRecall(ExampleScore score) {
    return Integer.compare(score.hits(), score.hitsReference());
  }
}
