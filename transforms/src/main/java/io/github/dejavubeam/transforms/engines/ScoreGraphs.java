package io.github.dejavubeam.transforms.engines;

import io.github.dejavubeam.transforms.onnx.OnnxWriter;

/** The graphs that score rows; in shapes, "queries", "rows" and "best" are open. */
final class ScoreGraphs {

  static final String QUERIES = "queries";
  static final String ROWS = "rows";
  static final String STARTS = "starts";
  static final String SCORES = "scores";
  static final String BEST = "best";
  static final String BEST_SCORES = "best_scores";
  static final String BEST_ROWS = "best_rows";

  private ScoreGraphs() {}

  /** {@code scores = queries · rowsᵀ + starts}; every input is given with each call. */
  static byte[] all(int dimension) {
    return product(new OnnxWriter().input(QUERIES, OnnxWriter.FLOAT, QUERIES, dimension), dimension)
        .output(SCORES, OnnxWriter.FLOAT, QUERIES, ROWS)
        .bytes();
  }

  /**
   * The {@code best} largest of the same scores of each query, in descending order, and their rows.
   * The queries are external weights.
   */
  static byte[] best(int queries, int dimension) {
    return product(new OnnxWriter().externalWeights(QUERIES, queries, dimension), dimension)
        .input(BEST, OnnxWriter.INT64, 1)
        .node("TopK", SCORES + " " + BEST, BEST_SCORES + " wide_rows")
        .node("Cast", "wide_rows", BEST_ROWS, "to", OnnxWriter.INT32)
        .output(BEST_SCORES, OnnxWriter.FLOAT, queries, BEST)
        .output(BEST_ROWS, OnnxWriter.INT32, queries, BEST)
        .bytes();
  }

  private static OnnxWriter product(OnnxWriter graph, int dimension) {
    return graph
        .input(ROWS, OnnxWriter.FLOAT, ROWS, dimension)
        .input(STARTS, OnnxWriter.FLOAT, ROWS)
        .node("Gemm", QUERIES + " " + ROWS + " " + STARTS, SCORES, "transB", 1);
  }
}
