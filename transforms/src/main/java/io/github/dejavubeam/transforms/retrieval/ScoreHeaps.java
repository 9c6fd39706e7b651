package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/** The k largest scores seen of each query, as binary heaps in one array, the smallest on top. */
final class ScoreHeaps {

  private final int k;
  private final float[] scores;

  ScoreHeaps(int queries, int k) {
    this.k = k;
    scores = new float[Math.multiplyExact(queries, k)];
    Arrays.fill(scores, Float.NEGATIVE_INFINITY);
  }

  /** The k-th largest score of the query; negative infinity while there are fewer. */
  float kth(int query) {
    return scores[query * k];
  }

  /** Lets a score, larger than the k-th, take its place. */
  void replaceKth(int query, float score) {
    int top = query * k;
    int hole = 0;
    for (int child = 1; child < k; child = 2 * hole + 1) {
      if (child + 1 < k && scores[top + child + 1] < scores[top + child]) {
        child++;
      }
      if (scores[top + child] >= score) {
        break;
      }
      scores[top + hole] = scores[top + child];
      hole = child;
    }
    scores[top + hole] = score;
  }
}
