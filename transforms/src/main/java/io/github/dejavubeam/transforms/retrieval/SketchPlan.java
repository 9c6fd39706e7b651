package io.github.dejavubeam.transforms.retrieval;

import java.util.function.IntPredicate;
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
   * Work for a row, in units of comparing it whole with a query.
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
      ofPairs += Math.min(1, Math.min(byPrefix(q), byAll(q)));
    }
    work += ofPairs * queries / some.length;
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

  /** The queries that begin with each level. */
  int[][] queriesByPrefix(int queries) {
    int[][] byLevel = new int[depth][];
    for (int level = 0; level < depth; level++) {
      int wanted = level;
      byLevel[level] =
          those(queries, q -> startsByPrefix(q) && prefixes.bestLevel(q, depth) == wanted);
    }
    return byLevel;
  }

  /** The queries that are compared by all components, rounded. */
  int[] queriesByAll(int queries) {
    return those(queries, q -> !startsByPrefix(q) && byAll(q) < 1);
  }

  /** The queries that are compared by whole vectors. */
  int[] queriesByNone(int queries) {
    return those(queries, q -> !startsByPrefix(q) && byAll(q) >= 1);
  }

  private boolean startsByPrefix(int query) {
    return byPrefix(query) < Math.min(1, byAll(query));
  }

  private static int[] those(int queries, IntPredicate wanted) {
    return IntStream.range(0, queries).filter(wanted).toArray();
  }
}
