package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** The sketches of all queries. */
final class SketchedQueries {

  private final Sketch sketch;
  private final QueryRows queries;
  private final float[] values;
  private final double[] distances;
  private final float[] deepest;

  SketchedQueries(Sketch sketch, QueryRows queries) {
    this.sketch = sketch;
    this.queries = queries;
    int count = queries.count();
    int dimension = queries.dimension();
    int rows = RegisterBlock.ROWS;
    int width = sketch.width();
    values = new float[Math.multiplyExact(count, width)];
    distances = new double[count];
    float[] panel = new float[rows * dimension];
    float[] sketches = new float[rows * width];
    float[] unpacked = new float[rows * width];
    double[] squares = new double[rows];
    double[] norms = new double[rows];
    for (int first = 0; first < count; first += rows) {
      int here = Math.min(rows, count - first);
      Panels.packRows(queries.values(), first * dimension, here, dimension, panel, 0);
      for (int r = 0; r < here; r++) {
        squares[r] = sketch.squaredDistanceFromMean(queries.values(), (first + r) * dimension);
        norms[r] = queries.norm(first + r);
        distances[first + r] = Math.sqrt(squares[r]);
      }
      sketch.ofPanel(panel, squares, norms, sketches, 0);
      Panels.unpackRows(sketches, 0, width, unpacked, 0);
      System.arraycopy(unpacked, 0, values, first * width, here * width);
    }
    deepest = values.clone();
    for (int q = 0; q < count; q++) {
      for (int below = 0; below < sketch.levels() - 1; below++) {
        deepest[q * width + sketch.width(below) - 1] = 0;
      }
    }
  }

  Sketch sketch() {
    return sketch;
  }

  QueryRows queries() {
    return queries;
  }

  /** {@code |q - μ|}. */
  double distance(int query) {
    return distances[query];
  }

  /** The sketches as they are compared at the deepest level, shape [queries, width]. */
  float[] deepest() {
    return deepest;
  }

  /** Some queries' sketches as they are compared at a level, packed. */
  float[] packed(int[] some, int level) {
    int width = sketch.width(level);
    float[] packed = Panels.packQueries(values, sketch.width(), some, width);
    int lanes = RegisterBlock.QUERIES;
    for (int block = 0; block < Panels.blocks(some.length); block++) {
      for (int below = 0; below < level; below++) {
        int at = (block * width + sketch.width(below) - 1) * lanes;
        java.util.Arrays.fill(packed, at, at + lanes, 0);
      }
    }
    return packed;
  }
}
