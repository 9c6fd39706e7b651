package io.github.dejavubeam.transforms.retrieval;

/**
 * What comparing by sketches costs, in units of comparing a pair of whole vectors among many. The
 * constants were measured (AVX-512, 256 to 512 components); they steer, nothing depends on them.
 */
final class SketchWork {

  /** Comparing scores with thresholds costs as much as so many components. */
  private static final double SCAN = 8;

  /** Finding a row whose score is above the threshold, which no processor foresees. */
  private static final double HIT = 3500;

  /** Comparing a pair by itself costs as much as so many components, and so many times its own. */
  private static final double ALONE = 1500;

  private static final double ALONE_FACTOR = 14;

  /**
   * Sketching a row costs as much as comparing it with so many queries, and so many a direction.
   */
  private static final double SKETCHING = 60;

  private static final double SKETCHING_FACTOR = 2;

  private SketchWork() {}

  /**
   * Of a pair, all told.
   *
   * @param width components compared at first
   * @param deepWidth components of a whole sketch
   * @param hits share of the pairs that the first comparison does not exclude
   * @param deepened share of the pairs whose deepest sketches are compared
   * @param survivors share of the pairs whose whole vectors are compared
   */
  static double ofPair(
      int width, int deepWidth, int dimension, double hits, double deepened, double survivors) {
    return (width
            + SCAN
            + hits * HIT
            + deepened * (ALONE + ALONE_FACTOR * deepWidth)
            + survivors * (ALONE + ALONE_FACTOR * dimension))
        / dimension;
  }

  /** Of sketching a row along so many directions, spread over the queries. */
  static double ofSketching(int directions, int queries) {
    return (SKETCHING + SKETCHING_FACTOR * directions) / queries;
  }
}
