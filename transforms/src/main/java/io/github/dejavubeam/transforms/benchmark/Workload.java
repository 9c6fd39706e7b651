package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.synthetic.VectorSource;

/**
 * What is searched.
 *
 * @param rows source of the index
 * @param rowCount rows of the index, at least 1
 * @param queries source of the queries, of the same dimension
 * @param queryCount number of queries, at least 1
 * @param k neighbours wanted, at least 1
 */
public record Workload(
    VectorSource rows, long rowCount, VectorSource queries, int queryCount, int k) {

  /** Components of a vector. */
  public int dimension() {
    return rows.dimension();
  }
}
