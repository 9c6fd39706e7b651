package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/**
 * The rows that may be among the k nearest of each query, and how good a score must be to join.
 *
 * <p>An engine offers every row of a block whose float32 score is above {@link #threshold}, with
 * that score. Offers wait until they are many or {@link PendingRows} are too many; then those that
 * can still be near get their exact distance. A row is dropped only if k others are certain to be
 * nearer:
 *
 * <ul>
 *   <li>At least k rows have scores of at least the k-th best score seen, so true scores of at
 *       least that less the error E of {@link RoundingBound}: the {@code bound} L.
 *   <li>A row whose true score reaches L has a float32 score of at least {@code L - E}, which,
 *       rounded down and less one unit for the strict comparison, is the threshold.
 * </ul>
 *
 * <p>E grows with the largest norm seen; it bounds the error of all scores before as well. Memory
 * per query: k exact neighbours of 16 bytes, k scores of 4, {@code k + max(8, k/4)} offers of 8.
 * Not thread safe.
 */
final class Contenders {

  private final QueryRows queries;
  private final int k;
  private final NearestRows[] nearest;
  private final int capacity;
  private final float[] scores;
  private final int[] rows;
  private final int[] waiting;
  private final ScoreHeaps best;
  private final double[] errors;
  private final float[] thresholds;
  private final float[] row;
  private final PendingRows pending = new PendingRows(PendingRows.bytesOfASearch());
  private double largestNorm;

  private int blockOrdinal;
  private int firstRow;
  private ExcludedRows excluded;

  Contenders(QueryRows queries, int k, RowOrder order) {
    this.queries = queries;
    this.k = k;
    int count = queries.count();
    capacity = capacity(k);
    nearest = new NearestRows[count];
    Arrays.setAll(nearest, q -> new NearestRows(k, order));
    scores = new float[Math.multiplyExact(count, capacity)];
    rows = new int[count * capacity];
    waiting = new int[count];
    best = new ScoreHeaps(count, k);
    errors = new double[count];
    thresholds = new float[count];
    row = new float[queries.dimension()];
    for (int q = 0; q < count; q++) {
      setError(q);
      setThreshold(q);
    }
  }

  private static int capacity(int k) {
    return k + Math.max(8, k / 4);
  }

  /** Memory of a query in bytes, with its arrays' headers, its error and its threshold. */
  static long bytesPerQuery(int k) {
    return (8L + 8 + 4) * k + 8L * capacity(k) + 96;
  }

  /** Offers are of this block from now on; it may be read until {@link #settle} returns. */
  void open(IndexBlock next, ExcludedRows excludedRows) {
    if (!pending.hasRoomFor(next)) {
      settle();
    }
    firstRow = pending.add(next);
    blockOrdinal = next.ordinal();
    excluded = excludedRows;
  }

  /** Says that rows up to this norm will be offered; thresholds may fall. */
  void expectNorm(double norm) {
    if (norm > largestNorm) {
      largestNorm = norm;
      for (int q = 0; q < thresholds.length; q++) {
        setError(q);
        setThreshold(q);
      }
    }
  }

  /** A row must have a score above this to be offered; it rises as offers are made. */
  float threshold(int query) {
    return thresholds[query];
  }

  /** A true score that at least k rows reach. */
  double bound(int query) {
    return best.kth(query) - errors[query];
  }

  /**
   * Offers a row of the block.
   *
   * @param score its float32 score; {@link Float#POSITIVE_INFINITY} for a row that no float can
   *     score
   */
  void offer(int query, int blockRow, float score) {
    if (excluded.contains(blockOrdinal, blockRow)) {
      return;
    }
    int at = query * capacity + waiting[query]++;
    scores[at] = score;
    rows[at] = firstRow + blockRow;
    if (score > best.kth(query) && score != Float.POSITIVE_INFINITY) {
      best.replaceKth(query, score);
      setThreshold(query);
    }
    if (waiting[query] == capacity) {
      dropHopeless(query);
      if (waiting[query] > k + (capacity - k) / 2) {
        // So many near ties that scores cannot tell them apart: distances do.
        decide(query);
      }
    }
  }

  /** Decides all offers and lets go of their blocks. */
  void settle() {
    for (int q = 0; q < waiting.length; q++) {
      decide(q);
    }
    pending.clear();
  }

  /** The nearest of all rows settled. */
  NearestNeighbors neighbors(int query) {
    return nearest[query].neighbors();
  }

  private void dropHopeless(int query) {
    int start = query * capacity;
    int kept = start;
    for (int i = start; i < start + waiting[query]; i++) {
      if (scores[i] > thresholds[query]) {
        scores[kept] = scores[i];
        rows[kept++] = rows[i];
      }
    }
    waiting[query] = kept - start;
  }

  private void decide(int query) {
    int dimension = queries.dimension();
    int start = query * capacity;
    for (int i = start; i < start + waiting[query]; i++) {
      if (scores[i] > thresholds[query]) {
        pending.copyRow(rows[i], row);
        nearest[query].offer(
            ExactDistance.squared(queries.values(), query * dimension, row, 0, dimension),
            pending.reference(rows[i]));
      }
    }
    waiting[query] = 0;
  }

  private void setThreshold(int query) {
    thresholds[query] =
        queries.isNaN(query)
            ? Float.POSITIVE_INFINITY
            : Math.nextDown(RoundingBound.floor(bound(query) - errors[query]));
  }

  private void setError(int query) {
    errors[query] =
        queries.scorable(query)
            ? RoundingBound.ofScore(queries.dimension(), queries.norm(query), largestNorm)
            : Double.POSITIVE_INFINITY;
  }
}
