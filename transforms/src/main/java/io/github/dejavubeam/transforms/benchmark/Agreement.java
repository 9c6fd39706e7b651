package io.github.dejavubeam.transforms.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * How answers compare with the right ones.
 *
 * @param queries how many were compared
 * @param recall share of the true neighbours that were found, over all queries; NaN without queries
 * @param identical whether every query has the same neighbours in the same order
 */
public record Agreement(int queries, double recall, boolean identical) {

  static Agreement of(List<long[]> expected, List<long[]> found) {
    long wanted = 0;
    long hits = 0;
    boolean identical = true;
    for (int query = 0; query < expected.size(); query++) {
      long[] truth = expected.get(query).clone();
      long[] answer = found.get(query);
      identical &= Arrays.equals(truth, answer);
      Arrays.sort(truth);
      wanted += truth.length;
      hits +=
          Arrays.stream(answer)
              .distinct()
              .filter(row -> Arrays.binarySearch(truth, row) >= 0)
              .count();
    }
    return new Agreement(expected.size(), (double) hits / wanted, identical);
  }
}
