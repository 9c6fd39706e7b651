package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/** Some of the index rows seen last, from many chunks, and of the first chunk more. */
final class VectorSample {

  private static final int ROWS = 768;
  private static final int ROWS_OF_A_CHUNK = 48;

  /** Few rows have directions by chance: with these, as many queries and 512 components, 0.07. */
  private static final int ROWS_OF_FIRST_CHUNK = 384;

  private static final int QUERIES = 384;

  /** By chance of the sample it is about 0.004. */
  private static final double FURTHER = 0.02;

  private final int dimension;
  private final float[] values;
  private int seen;

  VectorSample(int dimension) {
    this.dimension = dimension;
    values = new float[ROWS * dimension];
  }

  /** Takes some rows of a chunk, in place of the oldest. */
  void add(RowChunk rows) {
    int wanted = seen == 0 ? ROWS_OF_FIRST_CHUNK : ROWS_OF_A_CHUNK;
    int step = Math.max(1, rows.count() / wanted);
    for (int row = 0; row < rows.count(); row += step) {
      System.arraycopy(
          rows.values(), row * dimension, values, seen++ % ROWS * dimension, dimension);
    }
  }

  /** Mean of the rows. */
  float[] mean() {
    double[] sum = new double[dimension];
    for (int row = 0; row < count(); row++) {
      for (int i = 0; i < dimension; i++) {
        sum[i] += values[row * dimension + i];
      }
    }
    float[] mean = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      mean[i] = (float) (sum[i] / count());
    }
    return mean;
  }

  /** Whether the rows are hardly further from a point than from their mean. */
  boolean isCentre(float[] point) {
    float[] mean = mean();
    double spread = 0;
    for (int row = 0; row < count(); row++) {
      spread += ExactDistance.squared(values, row * dimension, mean, 0, dimension);
    }
    return ExactDistance.squared(point, 0, mean, 0, dimension) <= FURTHER * spread / count();
  }

  /**
   * Rows and some queries about a centre, each side scaled to weigh the same: it is the product of
   * what a sketch leaves out of both that decides its bound.
   */
  float[][] centred(float[] centre, QueryRows queries) {
    int step = Math.max(1, queries.count() / QUERIES);
    int wanted = Math.min(QUERIES, queries.count());
    float[][] vectors = new float[count() + wanted][];
    for (int row = 0; row < count(); row++) {
      vectors[row] = minus(values, row * dimension, centre);
    }
    for (int q = 0; q < wanted; q++) {
      vectors[count() + q] = minus(queries.values(), q * step * dimension, centre);
    }
    scaleToOne(vectors, 0, count());
    scaleToOne(vectors, count(), vectors.length);
    return vectors;
  }

  private int count() {
    return Math.min(seen, ROWS);
  }

  private float[] minus(float[] from, int offset, float[] centre) {
    float[] difference = Arrays.copyOfRange(from, offset, offset + dimension);
    for (int i = 0; i < dimension; i++) {
      difference[i] -= centre[i];
    }
    return difference;
  }

  private static void scaleToOne(float[][] vectors, int from, int to) {
    double squares = 0;
    for (int v = from; v < to; v++) {
      squares += ExactDistance.squaredNorm(vectors[v], 0, vectors[v].length);
    }
    if (squares > 0) {
      float factor = (float) (1 / Math.sqrt(squares));
      for (int v = from; v < to; v++) {
        for (int i = 0; i < vectors[v].length; i++) {
          vectors[v][i] *= factor;
        }
      }
    }
  }
}
