package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OrtException;
import io.github.dejavubeam.transforms.retrieval.ScoreMatrix;
import java.util.Optional;

/**
 * Opens scores by ONNX Runtime.
 *
 * @param provider what computes them
 * @param keepsBest whether the best scores of each query are found there too
 * @param tile how much is scored by one call
 */
record OnnxSource(Provider provider, boolean keepsBest, Tile.Choice tile)
    implements ScoreMatrix.Source {

  @Override
  public ScoreMatrix open(float[] queries, int count, int dimension, int best) {
    try {
      return new OnnxScores(
          provider,
          tile.of(count, dimension),
          dimension,
          keepsBest
              ? Optional.of(new TopScores(provider, queries, count, dimension, best))
              : Optional.empty());
    } catch (OrtException e) {
      throw SearchFault.of(e);
    }
  }

  /** The best scores and their rows; and the queries, until a session has copied them. */
  @Override
  public long bytesPerQuery(int dimension, int best) {
    return keepsBest ? (long) dimension * Float.BYTES + 2L * Float.BYTES * best : 0;
  }
}
