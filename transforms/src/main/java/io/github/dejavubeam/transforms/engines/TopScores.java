package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import io.github.dejavubeam.transforms.retrieval.BestScores;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Map;

/**
 * Finds the best scores of queries that stay where they are computed, while chunks of rows pass: of
 * a device's memory, only the rows come in and only the best go out.
 */
final class TopScores implements AutoCloseable {

  private final int queries;
  private final DirectFloats scores;
  private final IntBuffer rows;
  private final OrtSession session;

  /**
   * Opens the graph with its queries.
   *
   * @param values row-major
   * @param most best scores of a query, at most
   */
  TopScores(Provider provider, float[] values, int queries, int dimension, int most)
      throws OrtException {
    this.queries = queries;
    scores = new DirectFloats((long) queries * most);
    rows = DirectFloats.bytes((long) queries * most).asIntBuffer();
    DirectFloats weights = new DirectFloats((long) queries * dimension);
    weights.put(values, 0, queries * dimension);
    try (OnnxTensor tensor = weights.tensor(queries, dimension)) {
      session =
          provider.open(ScoreGraphs.best(queries, dimension), Map.of(ScoreGraphs.QUERIES, tensor));
    }
  }

  /** The best scores of each query, until the next call. */
  BestScores of(LoadedRows chunk, int count) throws OrtException {
    int length = queries * count;
    try (OnnxTensor best =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(), LongBuffer.wrap(new long[] {count}), new long[] {1});
        OnnxTensor bestScores = scores.tensor(queries, count);
        OnnxTensor bestRows =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                rows.duplicate().limit(length),
                new long[] {queries, count})) {
      session
          .run(
              Map.of(
                  ScoreGraphs.ROWS, chunk.values(),
                  ScoreGraphs.STARTS, chunk.starts(),
                  ScoreGraphs.BEST, best),
              Map.of(ScoreGraphs.BEST_SCORES, bestScores, ScoreGraphs.BEST_ROWS, bestRows))
          .close();
    }
    return new BestScores(count, scores.floats(), rows);
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
