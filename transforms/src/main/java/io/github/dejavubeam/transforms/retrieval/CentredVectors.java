package io.github.dejavubeam.transforms.retrieval;

/**
 * Whole vectors about a centre, which pay once they are rounded to a {@link Grid}.
 *
 * <p>A component of {@code p - μ} in float32 is off by at most {@code u = 2^-24} of itself, so a
 * product by at most {@code (2u + u²)|y||x|}; a sum of n products in float32 by {@code γ(n)} more.
 */
final class CentredVectors implements Sketch {

  private final float[] mean;

  CentredVectors(float[] mean) {
    this.mean = mean;
  }

  /** The centre. */
  float[] mean() {
    return mean;
  }

  @Override
  public int levels() {
    return 1;
  }

  @Override
  public int width(int level) {
    return mean.length;
  }

  @Override
  public boolean uses(int level, int component) {
    return true;
  }

  @Override
  public double squaredDistanceFromMean(float[] rows, int offset) {
    return ExactDistance.squared(rows, offset, mean, 0, mean.length);
  }

  @Override
  public void of(float[] rows, int count, double[] squares, double[] norms, float[] sketches) {
    for (int r = 0; r < count; r++) {
      int at = r * mean.length;
      for (int i = 0; i < mean.length; i++) {
        sketches[at + i] = rows[at + i] - mean[i];
      }
    }
  }

  @Override
  public double error(
      int level, double rowNorm, double rowDistance, double queryNorm, double queryDistance) {
    double products = queryDistance * rowDistance + rowDistance * rowDistance;
    return RoundingBound.gamma(mean.length + 5) * products
        + RoundingBound.underflow(mean.length + 5);
  }
}
