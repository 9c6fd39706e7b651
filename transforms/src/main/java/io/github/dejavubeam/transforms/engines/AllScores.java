package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;

/** Computes all scores of some queries against a chunk of rows. */
final class AllScores implements AutoCloseable {

  private final int dimension;
  private final DirectFloats queries;
  private final DirectFloats scores;
  private final OrtSession session;

  /**
   * Opens the graph.
   *
   * @param tile the largest call
   */
  AllScores(Provider provider, Tile tile, int dimension) throws OrtException {
    this.dimension = dimension;
    queries = new DirectFloats((long) tile.queries() * dimension);
    scores = new DirectFloats((long) tile.queries() * tile.rows());
    session = provider.open(ScoreGraphs.all(dimension), Map.of());
  }

  /** Scores of queries of a row-major array, shape [count, rows], until the next call. */
  FloatBuffer of(LoadedRows rows, float[] values, int first, int count) throws OrtException {
    queries.put(values, first * dimension, count * dimension);
    try (OnnxTensor block = queries.tensor(count, dimension);
        OnnxTensor output = scores.tensor(count, rows.count())) {
      session
          .run(
              Map.of(
                  ScoreGraphs.QUERIES, block,
                  ScoreGraphs.ROWS, rows.values(),
                  ScoreGraphs.STARTS, rows.starts()),
              Map.of(ScoreGraphs.SCORES, output))
          .close();
    }
    return scores.floats();
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
