package io.github.dejavubeam.transforms.metrics.exact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplittersTest {

  private static final Word.Orders ORDERS = new Word.Orders();

  @Test
  void cutEveryOrderAtItsOwnKeysAndTiedScoresById() {
    Splitters splitters =
        splitters(
            List.of(new Word("b", 5, 0.1, 0), new Word("d", 5, 0.3, 0), new Word("c", 7, 0.2, 0)));

    assertEquals(0, splitters.range(0, 4, "z"));
    assertEquals(0, splitters.range(0, 5, "a"));
    assertEquals(1, splitters.range(0, 5, "b"));
    assertEquals(1, splitters.range(0, 5, "c"));
    assertEquals(2, splitters.range(0, 5, "d"));
    assertEquals(3, splitters.range(0, 8, "a"));
    assertEquals(2, splitters.range(1, RecordOrders.ascending(0.25), "a"));
  }

  @Test
  void theRangeIsTheNumberOfSplittersNotAfterTheRecord() {
    Random random = new Random(4);
    List<Word> sampled = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sampled.add(word(random));
    }
    Splitters splitters = splitters(sampled);
    for (int i = 0; i < 1000; i++) {
      Word word = word(random);
      for (int order = 0; order < ORDERS.orders(); order++) {
        int expected = 0;
        for (Word splitter : sampled) {
          if (compare(splitter, word, order) <= 0) {
            expected++;
          }
        }
        assertEquals(expected, splitters.range(order, ORDERS.score(word, order), ORDERS.id(word)));
      }
    }
  }

  private static int compare(Word a, Word b, int order) {
    int byScore = Long.compare(ORDERS.score(a, order), ORDERS.score(b, order));
    return byScore != 0 ? byScore : a.id().compareTo(b.id());
  }

  private static Word word(Random random) {
    return new Word("id-" + random.nextInt(500), random.nextInt(4), random.nextInt(20) / 10.0, 0);
  }

  private static Splitters splitters(List<Word> words) {
    KeySampleFn<Word> fn = new KeySampleFn<>(ORDERS);
    KeySample sample = fn.createAccumulator();
    words.forEach(word -> fn.addInput(sample, word));
    return new Splitters(sample, ORDERS.orders());
  }
}
