package io.github.dejavubeam.transforms.retrieval;

/**
 * Steps to whose multiples the components of sketches are rounded, so that their products are sums
 * of products of whole numbers, {@code δv · Δu = δΔ (v·u)}.
 *
 * <p><b>The bound.</b> With b ≈ Δu the sketch of a row and a ≈ δv that of a query, {@code a·b =
 * δv·Δu + δv·(b - Δu) + (a - δv)·b ≤ δΔ (v·u) + |δv||b - Δu| + |a - δv||b|}. Whatever the
 * components are, what rounding leaves is about {@code Δ√(w/12)} long.
 *
 * <p><b>Sixteen bits.</b> Scores in units of δΔ are summed modulo 2^16 and taken for numbers of a
 * window of 65536, whose top no score exceeds: {@code |δv||Δu| - |x|²/2 ≤ |δv|²/2 + (|Δu|² -
 * |x|²)/2}. A score below the window appears within, maybe above the threshold, which costs a look
 * at the row and no answer. So the steps are as small as a window allows that reaches from there
 * down to almost all scores.
 *
 * @param rowStep Δ
 * @param queryStep δ
 */
record Grid(double rowStep, double queryStep) {

  private static final double WINDOW = 65_000;

  /** Scores lower than the mean by more standard deviations than this may be looked at in vain. */
  private static final double DEVIATIONS = 4;

  private static final int QUERIES = 64;
  private static final int ROWS = 64;

  /** {@code δΔ}. */
  double unit() {
    return rowStep * queryStep;
  }

  /**
   * The finest grid for vectors like these, or null where all are at the centre.
   *
   * @param queries sketches of all queries
   * @param chunk some rows
   */
  static Grid covering(SketchedQueries queries, RowChunk chunk) {
    Sketch sketch = queries.sketch();
    int count = chunk.count();
    float[] rows = new float[Math.multiplyExact(count, sketch.width())];
    double[] squares = new double[count];
    double[] norms = new double[count];
    for (int r = 0; r < count; r++) {
      squares[r] = sketch.squaredDistanceFromMean(chunk.values(), r * chunk.dimension());
      norms[r] = chunk.largestNorm();
    }
    sketch.of(chunk.values(), count, squares, norms, rows);
    int width = queries.sketch().width();
    int queryStride = Math.max(1, queries.count() / QUERIES);
    int rowStride = Math.max(1, count / ROWS);
    double sum = 0;
    double sumOfSquares = 0;
    double farthestQuery = 0;
    double farthestRow = 0;
    int pairs = 0;
    for (int q = 0; q < queries.count(); q += queryStride) {
      double distance = queries.distance(q);
      if (!(distance <= RoundingBound.LARGEST_NORM)) {
        continue;
      }
      farthestQuery = Math.max(farthestQuery, distance);
      for (int r = 0; r < count; r += rowStride) {
        double score = -squares[r] / 2;
        for (int i = 0; i < width; i++) {
          score += (double) queries.forDeepestLevel()[q * width + i] * rows[r * width + i];
        }
        sum += score;
        sumOfSquares += score * score;
        pairs++;
        farthestRow = Math.max(farthestRow, Math.sqrt(squares[r]));
      }
    }
    double mean = sum / pairs;
    double deviation = Math.sqrt(Math.max(0, sumOfSquares / pairs - mean * mean));
    double top = farthestQuery * farthestQuery / 2;
    double unit = (top - mean + DEVIATIONS * deviation) / WINDOW;
    double rowStep = Math.sqrt(unit * farthestRow / farthestQuery);
    double queryStep = Math.sqrt(unit * farthestQuery / farthestRow);
    boolean usable = rowStep > 1e-30 && queryStep > 1e-30 && rowStep < 1e30 && queryStep < 1e30;
    return usable ? new Grid(rowStep, queryStep) : null;
  }

  /** The multiple of a step that is nearest to a value, or another close to it. */
  static int round(float value, float perStep) {
    // Truncation rounds positive numbers down, and half of any other rounding is as good.
    return (int) (value * perStep + 32768.5f) - 32768;
  }
}
