package io.github.dejavubeam.transforms.metrics.exact;

import java.util.Comparator;
import java.util.List;

/**
 * The sampled sort keys of one key in every order, which cut the order into ranges: range 0 lies
 * before the first splitter, range i from the i-th splitter on.
 */
final class Splitters {

  private final long[][] scores;
  private final String[][] ids;

  Splitters(KeySample sample, int orders) {
    scores = new long[orders][];
    ids = new String[orders][];
    for (int i = 0; i < orders; i++) {
      int order = i;
      List<KeySample.Entry> sorted =
          sample.entries().stream()
              .sorted(
                  Comparator.comparingLong((KeySample.Entry entry) -> entry.score(order))
                      .thenComparing(KeySample.Entry::id, CodePointOrder::compare))
              .toList();
      scores[order] = sorted.stream().mapToLong(entry -> entry.score(order)).toArray();
      ids[order] = sorted.stream().map(KeySample.Entry::id).toArray(String[]::new);
    }
  }

  /** The range of a record: the number of splitters that do not come after it. */
  int range(int order, long score, String id) {
    long[] splitterScores = scores[order];
    String[] splitterIds = ids[order];
    int low = 0;
    int high = splitterScores.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      long splitter = splitterScores[middle];
      boolean after =
          splitter > score
              || (splitter == score && CodePointOrder.compare(splitterIds[middle], id) > 0);
      if (after) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
