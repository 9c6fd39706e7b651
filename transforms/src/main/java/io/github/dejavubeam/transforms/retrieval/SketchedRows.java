package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/** The sketches of a chunk's rows, as they are and on a grid, and what their scores start from. */
final class SketchedRows implements PackedRows {

  private final Sketch sketch;
  private final float[] values;
  private final float[] starts;
  private final double[] squares;
  private final double[] norms;
  private final GridRows rounded;
  private double largestDistance;

  SketchedRows(GridSketch method, int capacity) {
    sketch = method.sketch();
    values = new float[Math.multiplyExact(capacity, sketch.width())];
    starts = new float[capacity];
    squares = new double[capacity];
    norms = new double[capacity];
    rounded = new GridRows(sketch, method.grid(), capacity);
  }

  @Override
  public void fill(RowChunk rows) {
    largestDistance = 0;
    for (int row = 0; row < rows.count(); row++) {
      float start = rows.starts()[row];
      boolean scored = !Float.isInfinite(start);
      squares[row] =
          scored ? sketch.squaredDistanceFromMean(rows.values(), row * rows.dimension()) : 0;
      norms[row] = scored ? rows.largestNorm() : 0;
      starts[row] = scored ? (float) (-squares[row] / 2) : start;
      largestDistance = Math.max(largestDistance, Math.sqrt(squares[row]));
    }
    sketch.of(rows.values(), rows.count(), squares, norms, values);
    for (int row = 0; row < rows.count(); row++) {
      if (Float.isInfinite(starts[row])) {
        Arrays.fill(values, row * sketch.width(), (row + 1) * sketch.width(), 0);
      }
    }
    rounded.fill(values, squares, rows.count());
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

  /** Largest |p - μ|. */
  double largestDistance() {
    return largestDistance;
  }
}
