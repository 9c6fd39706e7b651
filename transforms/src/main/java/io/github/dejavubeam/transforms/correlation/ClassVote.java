package io.github.dejavubeam.transforms.correlation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The vote of the nearest neighbours (method, part 2 point 3). */
public final class ClassVote {

  private ClassVote() {}

  /**
   * Classes by the number of neighbours that have them, descending, then by the nearest neighbour
   * that has them. Confidence is the negative entropy of the numbers.
   *
   * @param neighbours classes of the neighbours, nearest first
   */
  public static ClassPrediction of(List<String> neighbours) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String neighbour : neighbours) {
      counts.merge(neighbour, 1, Integer::sum);
    }
    // Stable: classes with as many votes stay in the order of their nearest neighbours.
    List<String> ranked =
        counts.entrySet().stream()
            .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
            .limit(ClassPrediction.RANKED)
            .map(Map.Entry::getKey)
            .toList();
    double entropy = counts.isEmpty() ? 0 : entropy(counts);
    return new ClassPrediction(ranked, -entropy, entropy);
  }

  /** Sorted, so that the same numbers have the same entropy to the last digit. */
  private static double entropy(Map<String, Integer> counts) {
    double[] sorted = counts.values().stream().mapToDouble(Integer::doubleValue).toArray();
    Arrays.sort(sorted);
    return Entropy.of(sorted);
  }
}
