package io.github.dejavubeam.transforms.retrieval;

/**
 * A stand-in for a vector about a centre μ, whose product with another's stand-in is at least the
 * true one but for a known error, and which is cheaper to compare.
 *
 * <p>With {@code x = p - μ} and {@code y = q - μ}, the score {@code s' = y·x - |x|²/2 = (|y|² - |q
 * - p|²)/2} orders rows as distances do. One sketch serves several <em>levels</em>: a query of a
 * level compares a prefix of the components, of which it may leave some out.
 */
interface Sketch {

  /** Number of levels, at least 1. */
  int levels();

  /** Length of the prefix that a level compares. */
  int width(int level);

  /** Components of a whole sketch. */
  default int width() {
    return width(levels() - 1);
  }

  /** Whether a level compares that component. */
  boolean uses(int level, int component);

  /** {@code |x|²} of a vector in a row-major array. */
  double squaredDistanceFromMean(float[] rows, int offset);

  /**
   * Sketches vectors.
   *
   * @param rows row-major from the start of the array
   * @param squares their {@link #squaredDistanceFromMean}
   * @param norms at least their lengths |p|
   * @param sketches receives {@code count * width()} floats, row-major
   */
  void of(float[] rows, int count, double[] squares, double[] norms, float[] sketches);

  /**
   * How far the true score s' may be above the one that a level's products give, summed exactly or
   * in float32.
   *
   * @param rowNorm largest |p|
   * @param rowDistance largest |x|
   * @param queryNorm |q|
   * @param queryDistance |y|
   */
  double error(
      int level, double rowNorm, double rowDistance, double queryNorm, double queryDistance);
}
