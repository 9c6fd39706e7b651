package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Panels of the sketches of a chunk's rows, and what their scores start from. */
final class SketchedRows {

  private final Sketch sketch;
  private final float[] panels;
  private final float[] values;
  private final float[] starts;
  private final double[] squares = new double[RegisterBlock.ROWS];
  private final double[] norms = new double[RegisterBlock.ROWS];
  private float[] panel = new float[0];
  private double largestDistance;

  SketchedRows(Sketch sketch, int capacity) {
    this.sketch = sketch;
    panels = new float[capacity * sketch.width()];
    values = new float[capacity * sketch.width()];
    starts = new float[capacity];
  }

  void fill(RowChunk rows) {
    int dimension = rows.dimension();
    if (panel.length == 0) {
      panel = new float[dimension * RegisterBlock.ROWS];
    }
    largestDistance = 0;
    for (int first = 0; first < rows.count(); first += RegisterBlock.ROWS) {
      Panels.packRows(rows.values(), first * dimension, rows.count() - first, dimension, panel, 0);
      for (int r = 0; r < RegisterBlock.ROWS; r++) {
        int row = first + r;
        float start = rows.starts()[row];
        boolean scored = !Float.isInfinite(start);
        squares[r] = scored ? sketch.squaredDistanceFromMean(rows.values(), row * dimension) : 0;
        norms[r] = scored ? rows.largestNorm() : 0;
        starts[row] = scored ? (float) (-squares[r] / 2) : start;
        largestDistance = Math.max(largestDistance, Math.sqrt(squares[r]));
      }
      int offset = first * sketch.width();
      sketch.ofPanel(panel, squares, norms, panels, offset);
      Panels.unpackRows(panels, offset, sketch.width(), values, offset);
    }
  }

  Sketch sketch() {
    return sketch;
  }

  float[] panels() {
    return panels;
  }

  /** The same row by row, shape [capacity, width]. */
  float[] values() {
    return values;
  }

  float[] starts() {
    return starts;
  }

  /** Largest |p - μ|. */
  double largestDistance() {
    return largestDistance;
  }
}
