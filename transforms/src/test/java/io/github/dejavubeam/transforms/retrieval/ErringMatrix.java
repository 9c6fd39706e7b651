package io.github.dejavubeam.transforms.retrieval;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Scores that are as wrong as {@link RoundingBound} allows, and differently with each call. */
final class ErringMatrix implements ScoreMatrix {

  private final Random random = new Random(1);
  private final float[] queries;
  private final int count;
  private final int dimension;
  private final boolean keepsBest;
  private final int maxRows;
  private final int maxQueries;

  ErringMatrix(
      float[] queries, int count, int dimension, boolean keepsBest, int maxRows, int maxQueries) {
    this.queries = queries;
    this.count = count;
    this.dimension = dimension;
    this.keepsBest = keepsBest;
    this.maxRows = maxRows;
    this.maxQueries = maxQueries;
  }

  private static final class Copies implements Rows {
    private float[] values;
    private float[] starts;
    private int count;

    @Override
    public void load(float[] newValues, float[] newStarts, int newCount) {
      values = newValues.clone();
      starts = newStarts.clone();
      count = newCount;
    }
  }

  @Override
  public int maxRows() {
    return maxRows;
  }

  @Override
  public int maxQueries() {
    return maxQueries;
  }

  @Override
  public Rows allocateRows() {
    return new Copies();
  }

  @Override
  public FloatBuffer scores(Rows rows, float[] some, int first, int someCount) {
    Copies chunk = (Copies) rows;
    float[] scores = new float[someCount * chunk.count];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(some, (first + i / chunk.count) * dimension, chunk, i % chunk.count);
    }
    return FloatBuffer.wrap(scores);
  }

  private float score(float[] some, int query, Copies chunk, int row) {
    double product = 0;
    for (int i = 0; i < dimension; i++) {
      product += (double) some[query + i] * chunk.values[row * dimension + i];
    }
    double error =
        RoundingBound.ofScore(
            dimension,
            Math.sqrt(ExactDistance.squaredNorm(some, query, dimension)),
            Math.sqrt(ExactDistance.squaredNorm(chunk.values, row * dimension, dimension)));
    double share = 0.9 * (random.nextInt(3) - 1);
    return (float) (product + chunk.starts[row] + share * error);
  }

  @Override
  public Optional<BestScores> best(Rows rows, int best) {
    if (!keepsBest) {
      return Optional.empty();
    }
    Copies chunk = (Copies) rows;
    for (int row = 0; row < chunk.count; row++) {
      if (!Float.isFinite(chunk.starts[row])) {
        throw new IllegalArgumentException("row " + row + " starts from " + chunk.starts[row]);
      }
    }
    float[] all = scores(rows, queries, 0, count).array();
    FloatBuffer bestScores = FloatBuffer.allocate(count * best);
    IntBuffer bestRows = IntBuffer.allocate(count * best);
    for (int query = 0; query < count; query++) {
      float[] scores = Arrays.copyOfRange(all, query * chunk.count, (query + 1) * chunk.count);
      IntStream.range(0, chunk.count)
          .boxed()
          .sorted(Comparator.comparingDouble(row -> -scores[row]))
          .limit(best)
          .forEach(
              row -> {
                bestScores.put(scores[row]);
                bestRows.put(row);
              });
    }
    return Optional.of(new BestScores(best, bestScores, bestRows));
  }

  @Override
  public void close() {}
}
