package io.github.dejavubeam.transforms.retrieval;

import java.util.stream.IntStream;

/**
 * By which sketches queries are compared, each by the one that promises it least work.
 *
 * @param prefixes how prefix sketches fared, or null
 * @param depth number of their levels, 0 for none
 * @param all how all components, rounded, fared, or null where there are to be none
 */
record SketchPlan(SketchTrial prefixes, int depth, RoundedTrial all) {

  /**
   * The queries by what they are compared by at first.
   *
   * @param byPrefix those that begin with each level
   * @param byAll those that begin with all components, rounded
   * @param whole those that are compared by whole vectors
   */
  record Groups(int[][] byPrefix, int[] byAll, int[] whole) {}

  /**
   * Work for a row, in units of comparing it whole with a query. What is done to a row by itself
   * counts as far as it is more than packing it whole, whose place it takes.
   *
   * @param some queries that all was tried for, which stand for the others
   * @param queries number of all queries
   */
  double work(int[] some, int queries) {
    double work = all == null ? 0 : all.workOfRow();
    if (depth > 0) {
      int directions = ((PrefixSketch) prefixes.method().sketch()).directions(depth - 1);
      work += SketchWork.ofSketching(directions);
    }
    double ofPairs = 0;
    for (int q : some) {
      ofPairs += Math.min(1, bySketch(q));
    }
    double others = (double) queries / some.length;
    work += others * ofPairs;
    if (depth > 0 || all != null) {
      work += Math.min(SketchWork.ofPacking(), others * sparedByWhole(some));
    }
    return depth > 0 && all != null ? SketchWork.ofBoth(work) : work;
  }

  /** Tries for other queries what the plan has. */
  void tryFor(int[] others) {
    if (depth > 0) {
      prefixes.tryFor(others, depth);
    }
    if (all != null) {
      all.tryFor(others);
    }
  }

  private double byPrefix(int query) {
    return depth == 0
        ? Double.POSITIVE_INFINITY
        : prefixes.work(query, prefixes.bestLevel(query, depth), depth);
  }

  private double byAll(int query) {
    return all == null ? Double.POSITIVE_INFINITY : all.work(query);
  }

  private double bySketch(int query) {
    return Math.min(byPrefix(query), byAll(query));
  }

  /** Work of a row that those queries are spared for whom whole vectors are less work. */
  private double sparedByWhole(int[] some) {
    double spared = 0;
    for (int q : some) {
      spared += Math.max(0, bySketch(q) - 1);
    }
    return spared;
  }

  /** All queries, after all was tried for each. */
  Groups groups(int queries) {
    int[] every = IntStream.range(0, queries).toArray();
    boolean packed = sparedByWhole(every) > SketchWork.ofPacking();
    int[] places = IntStream.of(every).map(q -> place(q, packed)).toArray();
    int[][] byPrefix = new int[depth][];
    for (int level = 0; level < depth; level++) {
      byPrefix[level] = those(places, level);
    }
    return new Groups(byPrefix, those(places, depth), those(places, depth + 1));
  }

  /**
   * The level that a query begins with, {@code depth} for all components, or the number after it
   * for whole vectors.
   */
  private int place(int query, boolean packed) {
    if (packed && bySketch(query) >= 1) {
      return depth + 1;
    }
    return byPrefix(query) < byAll(query) ? prefixes.bestLevel(query, depth) : depth;
  }

  private static int[] those(int[] places, int wanted) {
    return IntStream.range(0, places.length).filter(q -> places[q] == wanted).toArray();
  }
}
