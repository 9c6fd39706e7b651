package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/**
 * What comparing by sketches costs, in units of comparing a pair of whole vectors among many. The
 * constants were measured (AVX-512, 256 to 512 components, and AVX2, 128 to 512); they steer,
 * nothing depends on them.
 */
final class SketchWork {

  private static final boolean AVX2 = RegisterBlock.NARROW;

  /** A component on a grid. */
  private static final double COMPONENT = AVX2 ? 0.45 : 0.66;

  /**
   * Comparing scores with thresholds costs as much as so many components on a grid: more where a
   * panel has fewer rows.
   */
  private static final double SCAN = AVX2 ? 55 : 10;

  /** Finding a row whose score reaches the threshold, which no processor foresees. */
  private static final double HIT = 1500;

  /** Comparing a pair by itself costs as much as so many components, and so many times its own. */
  private static final double ALONE = 1000;

  private static final double ALONE_FACTOR = 9;

  /**
   * Sketching a row costs as much as comparing it with so many queries, and so many a direction.
   */
  private static final double SKETCHING = 60;

  private static final double SKETCHING_FACTOR = AVX2 ? 1.1 : 2;

  /** Rounding a whole row costs as much as comparing it with so many queries. */
  private static final double ROUNDING = 100;

  /** Packing a whole row costs as much as comparing it with so many queries. */
  private static final double PACKING = 30;

  /** Products of bytes are timed against floats of ONNX Runtime, which take so much of ours. */
  private static final double TIMED_FLOATS = AVX2 ? 0.8 : 1;

  /** Comparing products of bytes with thresholds costs as much as so many components. */
  private static final double BYTE_SCAN = AVX2 ? 36 : 8;

  /** Rounding a whole row to bytes costs as much as comparing it with so many queries. */
  private static final double ROUNDING_TO_BYTES = 20;

  /** Sketches and bytes of the same rows take each other's place in the cache. */
  private static final double BOTH = 1.08;

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
    return ((width + SCAN) * COMPONENT
            + hits * HIT
            + deepened * (ALONE + ALONE_FACTOR * deepWidth)
            + survivors * (ALONE + ALONE_FACTOR * dimension))
        / dimension;
  }

  /**
   * Of a pair of bytes.
   *
   * @param product a product of bytes, as a share of one of floats
   * @param width bytes of a vector
   * @param survivors share of the pairs whose whole vectors are compared
   */
  static double ofBytes(double product, int width, int dimension, double survivors) {
    return (width * product * TIMED_FLOATS
            + BYTE_SCAN
            + survivors * (ALONE + ALONE_FACTOR * dimension))
        / dimension;
  }

  /** Of rounding a row to bytes, to be compared with all queries. */
  static double ofRoundingToBytes() {
    return ROUNDING_TO_BYTES;
  }

  /** Of sketching a row along so many directions, to be compared with all queries. */
  static double ofSketching(int directions) {
    return SKETCHING + SKETCHING_FACTOR * directions;
  }

  /** Of some work that is partly by sketches and partly by whole vectors rounded. */
  static double ofBoth(double work) {
    return BOTH * work;
  }

  /** Of rounding all components of a row, likewise. */
  static double ofRounding() {
    return ROUNDING;
  }

  /** Of packing a row whole as well, where others are compared by sketches. */
  static double ofPacking() {
    return PACKING;
  }
}
