package io.github.dejavubeam.transforms.retrieval;

/** The queries of a search, copied where engines can reach them, with their norms. */
final class QueryRows {

  private final int count;
  private final int dimension;
  private final float[] values;
  private final double[] squaredNorms;

  QueryRows(VectorRows rows) {
    count = rows.rows();
    dimension = rows.dimension();
    values = new float[Math.multiplyExact(count, dimension)];
    squaredNorms = new double[count];
    for (int q = 0; q < count; q++) {
      rows.copyRow(q, values, q * dimension);
      squaredNorms[q] = ExactDistance.squaredNorm(values, q * dimension, dimension);
    }
  }

  int count() {
    return count;
  }

  int dimension() {
    return dimension;
  }

  /** Shape [count, dimension]; not to be written to. */
  float[] values() {
    return values;
  }

  double squaredNorm(int query) {
    return squaredNorms[query];
  }

  double norm(int query) {
    return Math.sqrt(squaredNorms[query]);
  }

  /** Whether float32 scores of this query obey {@link RoundingBound}. */
  boolean scorable(int query) {
    return norm(query) <= RoundingBound.LARGEST_NORM;
  }

  /** Whether a component is not a number: no row is near such a query. */
  boolean isNaN(int query) {
    return Double.isNaN(squaredNorms[query]);
  }

  /** Whether this holds of all queries, but for those that nothing is near. */
  boolean allScorable() {
    for (int q = 0; q < count; q++) {
      if (!scorable(q) && !isNaN(q)) {
        return false;
      }
    }
    return true;
  }
}
