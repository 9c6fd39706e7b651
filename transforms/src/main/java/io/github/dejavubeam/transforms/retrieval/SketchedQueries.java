package io.github.dejavubeam.transforms.retrieval;

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
    int width = sketch.width();
    values = new float[Math.multiplyExact(count, width)];
    distances = new double[count];
    double[] squares = new double[count];
    double[] norms = new double[count];
    for (int q = 0; q < count; q++) {
      squares[q] = sketch.squaredDistanceFromMean(queries.values(), q * dimension);
      norms[q] = queries.norm(q);
      distances[q] = Math.sqrt(squares[q]);
    }
    sketch.of(queries.values(), count, squares, norms, values);
    deepest = sketch.levels() == 1 ? values : deepest();
  }

  private float[] deepest() {
    float[] compared = values.clone();
    int width = sketch.width();
    for (int i = 0; i < width; i++) {
      if (!sketch.uses(sketch.levels() - 1, i)) {
        for (int q = 0; q < distances.length; q++) {
          compared[q * width + i] = 0;
        }
      }
    }
    return compared;
  }

  Sketch sketch() {
    return sketch;
  }

  QueryRows queries() {
    return queries;
  }

  int count() {
    return distances.length;
  }

  /** {@code |q - μ|}. */
  double distance(int query) {
    return distances[query];
  }

  /** Shape [queries, width]. */
  float[] values() {
    return values;
  }

  /** The sketches as they are compared at the deepest level, shape [queries, width]. */
  float[] forDeepestLevel() {
    return deepest;
  }
}
