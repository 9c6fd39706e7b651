package io.github.dejavubeam.transforms.retrieval;

import java.util.function.IntConsumer;

/** Compares what rounded vectors could not exclude: pairs of queries and rows, by whole vectors. */
final class Refinement {

  private final QueryRows queries;
  private final int[] some;
  private final Contenders contenders;

  /**
   * For some queries.
   *
   * @param some the queries that pairs' numbers mean
   */
  Refinement(QueryRows queries, int[] some, Contenders contenders) {
    this.queries = queries;
    this.some = some;
    this.contenders = contenders;
  }

  /**
   * Offers the rows that score high enough.
   *
   * @param raised is told the number of each query whose threshold may have risen
   */
  void refine(PairBuffer pairs, RowChunk rows, IntConsumer raised) {
    float[] products = pairs.products(queries.values(), some, rows.values(), rows.dimension());
    for (int p = 0; p < pairs.count(); p++) {
      int i = pairs.query(p);
      float score = rows.starts()[pairs.row(p)] + products[p];
      if (score > contenders.threshold(some[i])) {
        contenders.offer(some[i], rows.first() + pairs.row(p), score);
        raised.accept(i);
      }
    }
  }

  /** Offers the rows that no float stands for. */
  void offerUnscored(RowChunk rows) {
    for (int row : rows.unscored()) {
      for (int query : some) {
        if (!queries.isNaN(query)) {
          contenders.offer(query, rows.first() + row, Float.POSITIVE_INFINITY);
        }
      }
    }
  }

  /** Whether a pair is compared at all. */
  boolean isCompared(int i, int row, RowChunk rows) {
    return !Float.isInfinite(rows.starts()[row]) && !queries.isNaN(some[i]);
  }
}
