package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The sketches of a chunk's rows, as they are and on a grid, and what their scores start from. */
final class SketchedRows {

  private final GridSketch method;
  private final float[] values;
  private final float[] starts;
  private final double[] squares;
  private final double[] norms;
  private final GridRows rounded;
  private double largestDistance;
  private int[] unscored = new int[0];

  SketchedRows(GridSketch method, int capacity) {
    this.method = method;
    Sketch sketch = method.sketch();
    values = new float[Math.multiplyExact(capacity, sketch.width())];
    starts = new float[capacity];
    squares = new double[capacity];
    norms = new double[capacity];
    rounded = new GridRows(sketch, method.grid(), capacity);
  }

  void fill(RowChunk rows) {
    Sketch sketch = method.sketch();
    largestDistance = 0;
    IntStream.Builder infinite = IntStream.builder();
    for (int row = 0; row < rows.count(); row++) {
      float start = rows.starts()[row];
      boolean scored = !Float.isInfinite(start);
      squares[row] =
          scored ? sketch.squaredDistanceFromMean(rows.values(), row * rows.dimension()) : 0;
      norms[row] = scored ? rows.largestNorm() : 0;
      starts[row] = scored ? (float) (-squares[row] / 2) : start;
      largestDistance = Math.max(largestDistance, Math.sqrt(squares[row]));
      if (start == Float.POSITIVE_INFINITY) {
        infinite.add(row);
      }
    }
    unscored = infinite.build().toArray();
    sketch.of(rows.values(), rows.count(), squares, norms, values);
    for (int row = 0; row < rows.count(); row++) {
      if (Float.isInfinite(starts[row])) {
        Arrays.fill(values, row * sketch.width(), (row + 1) * sketch.width(), 0);
      }
    }
    rounded.fill(values, squares, rows.count());
  }

  GridSketch method() {
    return method;
  }

  /** Shape [capacity, width]. */
  float[] values() {
    return values;
  }

  /** The same on the grid. */
  GridRows rounded() {
    return rounded;
  }

  float[] starts() {
    return starts;
  }

  /** Rows that no sketch stands for: every query has to look at them. */
  int[] unscored() {
    return unscored;
  }

  /** Largest |p - μ|. */
  double largestDistance() {
    return largestDistance;
  }
}
