package io.github.dejavubeam.transforms.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EvenSharesTest {

  @Test
  void equalPiecesAreDealtOneByOne() {
    EvenShares shares = EvenShares.of(new long[] {5, 5, 5, 5, 5, 5}, 3);
    assertEquals(
        IntStream.of(0, 1, 2, 0, 1, 2).boxed().toList(),
        IntStream.range(0, 6).map(shares::worker).boxed().toList());
    assertEquals(1, shares.unevenness());
  }

  @Test
  void aWorkerWithoutWorkMakesItUneven() {
    assertEquals(2, EvenShares.of(new long[] {7}, 2).unevenness());
    assertEquals(1, EvenShares.of(new long[] {}, 2).unevenness());
  }

  @Test
  void noWorkerHasMoreThanTheMeanAndOneOfItsPieces() {
    Random random = new Random(4);
    for (int trial = 0; trial < 200; trial++) {
      int count = 1 + random.nextInt(9);
      long[] costs = random.longs(1 + random.nextInt(40), 0, 1000).toArray();
      EvenShares shares = EvenShares.of(costs, count);
      long[] totals = new long[count];
      for (int piece = 0; piece < costs.length; piece++) {
        totals[shares.worker(piece)] += costs[piece];
      }
      double mean = LongStream.of(costs).sum() / (double) count;
      long largest = LongStream.of(costs).max().orElse(0);
      long most = LongStream.of(totals).max().orElse(0);
      assertTrue(most <= mean + largest);
      assertEquals(mean == 0 ? 1 : most / mean, shares.unevenness(), 1e-12);
    }
  }
}
