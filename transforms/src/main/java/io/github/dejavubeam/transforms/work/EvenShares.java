package io.github.dejavubeam.transforms.work;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Pieces of work dealt to workers so that none has much more than the others: each piece, the most
 * costly first, goes to the worker that has the least so far. The largest share is at most 4/3 of
 * what is possible (Graham 1969, longest processing time first).
 */
public final class EvenShares {

  private final int[] workers;
  private final long[] shares;

  private EvenShares(int[] workers, long[] shares) {
    this.workers = workers;
    this.shares = shares;
  }

  /**
   * Deals pieces.
   *
   * @param costs of the pieces, none negative, in any unit
   * @param count workers, at least 1
   */
  public static EvenShares of(long[] costs, int count) {
    int[] workers = new int[costs.length];
    long[] shares = new long[count];
    PriorityQueue<Integer> leastFirst =
        new PriorityQueue<>(
            Comparator.<Integer>comparingLong(worker -> shares[worker])
                .thenComparing(Comparator.naturalOrder()));
    IntStream.range(0, count).forEach(leastFirst::add);
    IntStream.range(0, costs.length)
        .boxed()
        .sorted(Comparator.comparingLong(piece -> -costs[piece]))
        .forEach(
            piece -> {
              int worker = leastFirst.remove();
              workers[piece] = worker;
              shares[worker] += costs[piece];
              leastFirst.add(worker);
            });
    return new EvenShares(workers, shares);
  }

  /** Number of the worker that a piece was dealt to. */
  public int worker(int piece) {
    return workers[piece];
  }

  /**
   * The largest share by the mean one: the time that all take together, where 1 is the least
   * possible. 1 where there is no work.
   */
  public double unevenness() {
    long largest = 0;
    double total = 0;
    for (long share : shares) {
      largest = Math.max(largest, share);
      total += share;
    }
    return total == 0 ? 1 : largest * shares.length / total;
  }
}
