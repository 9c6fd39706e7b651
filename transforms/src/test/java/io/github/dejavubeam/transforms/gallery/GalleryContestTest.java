package io.github.dejavubeam.transforms.gallery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GalleryContestTest {

  @Test
  void admitsTheFirstTiesBySmallerId() {
    GalleryContest contest = new GalleryContest(2);

    assertTrue(contest.admits(0, 1, "b"));
    assertTrue(contest.admits(0, 1, "c"));
    assertFalse(contest.admits(0, 1, "d"));
    assertTrue(contest.admits(0, 1, "a"));
    assertFalse(contest.admits(0, 1, "c"));
    assertTrue(contest.admits(0, 2, "z"));
    assertTrue(contest.admits(1, -5, "another comparison"));
  }

  @Test
  void admitsEveryOneOfTheFirstAndFewOthers() {
    Random random = new Random(5);
    GalleryContest contest = new GalleryContest(10);
    List<Double> all = new ArrayList<>();
    List<Double> admitted = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      double score = random.nextDouble();
      all.add(score);
      if (contest.admits(0, score, "id-" + i)) {
        admitted.add(score);
      }
    }

    assertEquals(first(all), first(admitted));
    assertTrue(admitted.size() < 150, admitted.size() + " admitted");
  }

  @Test
  void textsAreCutBetweenCharacters() {
    assertEquals("abc", GallerySize.cut("abc", 3));
    assertEquals("ab\u2026", GallerySize.cut("abcd", 3));
    assertEquals("a\u2026", GallerySize.cut("a\uD83D\uDE00bc", 3));
  }

  private static List<Double> first(List<Double> scores) {
    return scores.stream().sorted(Comparator.reverseOrder()).limit(10).toList();
  }
}
