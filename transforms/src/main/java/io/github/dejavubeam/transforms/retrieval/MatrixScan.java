package io.github.dejavubeam.transforms.retrieval;

import java.nio.FloatBuffer;

/** Offers the rows of a chunk whose scores are high enough, having all scores computed. */
final class MatrixScan {

  private final ScoreMatrix matrix;
  private final float[] queries;
  private final int count;
  private final int dimension;
  private final Contenders contenders;
  private final float[] scores;
  private final boolean[] offered;
  private final float[] some;

  MatrixScan(ScoreMatrix matrix, float[] queries, int count, int dimension, Contenders contenders) {
    this.matrix = matrix;
    this.queries = queries;
    this.count = count;
    this.dimension = dimension;
    this.contenders = contenders;
    scores = new float[matrix.maxRows()];
    offered = new boolean[matrix.maxRows()];
    some = new float[Math.multiplyExact(Math.min(count, matrix.maxQueries()), dimension)];
  }

  /** Compares every query. */
  void over(MatrixChunk chunk) {
    for (int first = 0; first < count; first += matrix.maxQueries()) {
      int block = Math.min(matrix.maxQueries(), count - first);
      FloatBuffer found = matrix.scores(chunk.loaded(), queries, first, block);
      for (int i = 0; i < block; i++) {
        offerAbove(first + i, chunk.rows(), found, i);
      }
    }
  }

  /**
   * Compares some queries, whose best rows were offered already.
   *
   * @param numbers the queries, from the first on
   * @param length how many, at most {@link ScoreMatrix#maxQueries}
   */
  void rest(MatrixChunk chunk, int[] numbers, int length, BestScores best) {
    for (int i = 0; i < length; i++) {
      System.arraycopy(queries, numbers[i] * dimension, some, i * dimension, dimension);
    }
    FloatBuffer found = matrix.scores(chunk.loaded(), some, 0, length);
    for (int i = 0; i < length; i++) {
      mark(numbers[i], best, true);
      offerAbove(numbers[i], chunk.rows(), found, i);
      mark(numbers[i], best, false);
    }
  }

  private void mark(int query, BestScores best, boolean value) {
    for (int i = query * best.count(); i < (query + 1) * best.count(); i++) {
      offered[best.rows().get(i)] = value;
    }
  }

  private void offerAbove(int query, RowChunk rows, FloatBuffer found, int at) {
    found.get(at * rows.count(), scores, 0, rows.count());
    float threshold = contenders.threshold(query);
    for (int row = 0; row < rows.count(); row++) {
      if (scores[row] > threshold && !offered[row]) {
        contenders.offer(query, rows.first() + row, scores[row]);
        threshold = contenders.threshold(query);
      }
    }
  }
}
