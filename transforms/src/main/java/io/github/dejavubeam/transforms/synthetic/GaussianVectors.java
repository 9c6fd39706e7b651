package io.github.dejavubeam.transforms.synthetic;

import java.util.SplittableRandom;

/**
 * Directions spread evenly over the sphere: independent standard normal components, normalised. The
 * hardest case for engines that prune, since there is no structure to use.
 */
public final class GaussianVectors implements VectorSource {

  private final int dimension;
  private final long seed;

  /**
   * A source.
   *
   * @param dimension components of a vector, at least 1
   * @param seed names the table
   */
  public GaussianVectors(int dimension, long seed) {
    this.dimension = dimension;
    this.seed = seed;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void fill(long firstRow, int rows, float[] target) {
    for (int row = 0; row < rows; row++) {
      SplittableRandom random = RowRandom.of(seed, firstRow + row);
      int offset = row * dimension;
      for (int i = offset; i < offset + dimension; i++) {
        target[i] = (float) random.nextGaussian();
      }
      UnitLength.scale(target, offset, dimension);
    }
  }
}
