package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ObjectRankingTest {

  private static final List<String> NAMES =
      List.of("dog", "cat", "bird", "\uD83E\uDD8A", "\uFB01sh", "ant", "bee", "cow", "elk", "fox");
  private static final int DOG = 0;
  private static final int CAT = 1;
  private static final int BIRD = 2;
  private static final int FOX_FACE = 3;
  private static final int LIGATURE_FISH = 4;

  private final ObjectRanking ranking = new ObjectRanking(NAMES::get);

  @Test
  void theLabelOfMostNeighboursComesFirst() {
    int[][] neighbours = {{DOG}, {CAT}, {CAT, BIRD}};

    assertEquals(List.of("cat", "dog", "bird"), names(ranking.rank(neighbours, 3)));
  }

  @Test
  void ofEquallyFrequentLabelsTheNearestComesFirst() {
    int[][] neighbours = {{DOG}, {BIRD}, {CAT}, {DOG}, {CAT}};

    assertEquals(List.of("dog", "cat", "bird"), names(ranking.rank(neighbours, 5)));
  }

  @Test
  void labelsThatTieOtherwiseAreOrderedByCodePoint() {
    int[][] neighbours = {{FOX_FACE, DOG, LIGATURE_FISH, CAT}};

    assertEquals(
        List.of("cat", "dog", "\uFB01sh", "\uD83E\uDD8A"), names(ranking.rank(neighbours, 1)));
  }

  @Test
  void oneSearchWithTheLargestKServesTheSmallerOnes() {
    int[][] neighbours = {{DOG}, {CAT}, {CAT}};

    assertEquals(List.of("dog"), names(ranking.rank(neighbours, 1)));
    assertEquals(List.of("dog", "cat"), names(ranking.rank(neighbours, 2)));
    assertEquals(List.of("cat", "dog"), names(ranking.rank(neighbours, 3)));
  }

  @Test
  void takesAllNeighboursWhereThereAreFewerThanK() {
    assertEquals(List.of("dog"), names(ranking.rank(new int[][] {{DOG}, {}}, 100)));
    assertEquals(List.of(), names(ranking.rank(new int[][] {}, 100)));
  }

  @Test
  void refusesAKBelowOne() {
    assertThrows(IllegalArgumentException.class, () -> ranking.rank(new int[][] {{DOG}}, 0));
  }

  @Test
  void agreesWithASortOfCountedStrings() {
    Random random = new Random(6);
    for (int round = 0; round < 2000; round++) {
      int[][] neighbours = new int[random.nextInt(12)][];
      Arrays.setAll(neighbours, i -> labelSet(random));
      int k = 1 + random.nextInt(15);

      assertEquals(naive(neighbours, k), names(ranking.rank(neighbours, k)));
    }
  }

  @Test
  void growsWithTheNumberOfLabels() {
    int[] labels = IntStream.range(0, 5000).toArray();
    ObjectRanking numbers = new ObjectRanking(label -> String.format("%04d", label));

    int[] ranked = numbers.rank(new int[][] {{4999}, labels}, 2);

    assertEquals(4999, ranked[0]);
    assertEquals(0, ranked[1]);
    assertEquals(4998, ranked[4999]);
  }

  private static int[] labelSet(Random random) {
    return IntStream.range(0, NAMES.size()).filter(label -> random.nextInt(4) == 0).toArray();
  }

  private static List<String> naive(int[][] neighbours, int k) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, Integer> nearest = new HashMap<>();
    for (int i = 0; i < Math.min(k, neighbours.length); i++) {
      for (int label : neighbours[i]) {
        counts.merge(NAMES.get(label), 1, Integer::sum);
        nearest.putIfAbsent(NAMES.get(label), i);
      }
    }
    List<String> labels = new ArrayList<>(counts.keySet());
    labels.sort(
        Comparator.comparing((String label) -> -counts.get(label))
            .thenComparing(nearest::get)
            .thenComparing(CodePointOrder::compare));
    return labels;
  }

  private static List<String> names(int[] labels) {
    return Arrays.stream(labels).mapToObj(NAMES::get).toList();
  }
}
