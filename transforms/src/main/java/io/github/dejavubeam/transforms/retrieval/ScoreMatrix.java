package io.github.dejavubeam.transforms.retrieval;

import java.nio.FloatBuffer;
import java.util.Optional;

/**
 * Scores of a block of queries against chunks of index rows, computed by a library, maybe on a
 * device: {@code s = q·p + start(p)}. Products and sums are float32, in any order, fused or not,
 * with subnormal numbers or without: what {@link RoundingBound} covers. One thread computes scores;
 * another may load rows meanwhile.
 */
public interface ScoreMatrix extends AutoCloseable {

  /** Rows of a chunk, at most. */
  int maxRows();

  /** Queries of one call of {@link #scores}, at most. */
  int maxQueries();

  /** Room for a chunk of rows, which lives as long as this. */
  Rows allocateRows();

  /**
   * All scores of some queries.
   *
   * @param rows a chunk that is loaded
   * @param queries row-major
   * @param first the first query there that is meant
   * @param count how many
   * @return shape [count, rows], until the next call
   */
  FloatBuffer scores(Rows rows, float[] queries, int first, int count);

  /**
   * The best scores of each query that this was opened with, or empty where finding them takes no
   * less time than {@link #scores}.
   *
   * @param rows a chunk that is loaded, every start finite
   * @param count how many a query, at most what this was opened for and the rows that are loaded
   */
  Optional<BestScores> best(Rows rows, int count);

  @Override
  void close();

  /** A chunk of rows where scores can be computed. */
  interface Rows {

    /**
     * Takes the place of what was there with copies.
     *
     * @param values row-major
     * @param starts what the score of each row starts from; infinite ones are added to products of
     *     0 alone
     * @param count how many rows, at least 1
     */
    void load(float[] values, float[] starts, int count);
  }

  /** Opens them. */
  interface Source {

    /**
     * A matrix for some queries.
     *
     * @param queries row-major, of norms up to {@link RoundingBound#LARGEST_NORM}; not written to
     *     while it is open
     * @param count how many, at least 1
     * @param best most scores of a query that {@link ScoreMatrix#best} will be asked for
     */
    ScoreMatrix open(float[] queries, int count, int dimension, int best);

    /**
     * Bytes of this machine's memory that a matrix holds for each query.
     *
     * @param dimension components of a vector
     * @param best as in {@link #open}
     */
    long bytesPerQuery(int dimension, int best);
  }
}
