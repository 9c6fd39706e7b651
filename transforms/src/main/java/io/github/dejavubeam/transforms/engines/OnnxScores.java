package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OrtException;
import io.github.dejavubeam.transforms.retrieval.BestScores;
import io.github.dejavubeam.transforms.retrieval.ScoreMatrix;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores by ONNX Runtime.
 *
 * <p>On the processor, all scores are computed, a tile at a time, and looked at here. A device
 * keeps the queries of a search, is sent chunks of rows, and gives back the best scores of each
 * query. It is the queries that stay there, not the rows: ONNX Runtime's Java interface leaves on a
 * device only what a session is opened with, to open one takes longer than to search a chunk, and
 * so each row goes to the device once.
 *
 * <p>The second way has been tested with the processor in the place of a device. It has not been
 * run on a GPU.
 */
final class OnnxScores implements ScoreMatrix {

  private final Provider provider;
  private final Tile tile;
  private final int dimension;
  private final Optional<TopScores> top;
  private final List<LoadedRows> chunks = new ArrayList<>();
  private AllScores all;

  /**
   * Scores of queries.
   *
   * @param top finds the best scores, where that is worth it; closed with this
   */
  OnnxScores(Provider provider, Tile tile, int dimension, Optional<TopScores> top) {
    this.provider = provider;
    this.tile = tile;
    this.dimension = dimension;
    this.top = top;
  }

  @Override
  public int maxRows() {
    return tile.rows();
  }

  @Override
  public int maxQueries() {
    return tile.queries();
  }

  @Override
  public Rows allocateRows() {
    LoadedRows rows = new LoadedRows(tile.rows(), dimension);
    chunks.add(rows);
    return rows;
  }

  @Override
  public FloatBuffer scores(Rows rows, float[] queries, int first, int count) {
    try {
      if (all == null) {
        all = new AllScores(provider, tile, dimension);
      }
      return all.of((LoadedRows) rows, queries, first, count);
    } catch (OrtException e) {
      throw SearchFault.of(e);
    }
  }

  @Override
  public Optional<BestScores> best(Rows rows, int count) {
    try {
      return top.isEmpty() ? Optional.empty() : Optional.of(top.get().of((LoadedRows) rows, count));
    } catch (OrtException e) {
      throw SearchFault.of(e);
    }
  }

  @Override
  public void close() {
    chunks.forEach(LoadedRows::close);
    try {
      if (all != null) {
        all.close();
      }
      if (top.isPresent()) {
        top.get().close();
      }
    } catch (OrtException e) {
      throw SearchFault.of(e);
    }
  }
}
