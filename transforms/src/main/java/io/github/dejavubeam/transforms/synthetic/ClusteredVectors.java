package io.github.dejavubeam.transforms.synthetic;

import java.util.SplittableRandom;

/**
 * Vectors shaped like learned embeddings: a mixture of {@value #CLUSTERS} Gaussian clusters around
 * a common direction, with a spectrum that decays by a power law.
 *
 * <p>{@code x = R (m + b_c + w)}, L2-normalised. The cluster c is drawn evenly; component i of its
 * centre {@code b_c} and of the deviation {@code w} from it is normal with a standard deviation
 * proportional to {@code i^-0.5}; R is a random rotation. Of the expected squared length, the
 * common direction m has a half, centres and deviations a quarter each: two vectors of different
 * clusters have a cosine of about 0.5, two of one cluster of about 0.75. With 384 components, the
 * first 96 of the unrotated spectrum hold 79 % of the variance; the principal components of
 * captions embedded by MiniLM, 80 %.
 */
public final class ClusteredVectors implements VectorSource {

  private static final int CLUSTERS = 1000;
  private static final double DECAY = 0.5;
  private static final double COMMON_SHARE = 0.5;
  private static final double BETWEEN_SHARE = 0.25;
  private static final double WITHIN_SHARE = 0.25;

  private final int dimension;
  private final long seed;
  private final float[][] centres = new float[CLUSTERS][];
  private final float[] deviations;
  private final RandomRotation rotation;

  /**
   * A source. Two with the same structure and different seeds are samples of the same mixture.
   *
   * @param dimension components of a vector, at least 1
   * @param structure seed of the clusters, the common direction and the rotation
   * @param seed names the table
   */
  public ClusteredVectors(int dimension, long structure, long seed) {
    this.dimension = dimension;
    this.seed = seed;
    double[] spectrum = spectrum(dimension);
    deviations = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      deviations[i] = (float) Math.sqrt(WITHIN_SHARE * spectrum[i]);
    }
    SplittableRandom random = RowRandom.of(structure, 0);
    float[] common = new float[dimension];
    new GaussianVectors(dimension, random.nextLong()).fill(0, 1, common);
    for (int cluster = 0; cluster < CLUSTERS; cluster++) {
      centres[cluster] = new float[dimension];
      for (int i = 0; i < dimension; i++) {
        centres[cluster][i] =
            (float)
                (Math.sqrt(COMMON_SHARE) * common[i]
                    + Math.sqrt(BETWEEN_SHARE * spectrum[i]) * random.nextGaussian());
      }
    }
    rotation = new RandomRotation(dimension, random);
  }

  /** The part of each component in the variance, before rotation; the parts sum to 1. */
  static double[] spectrum(int dimension) {
    double[] variances = new double[dimension];
    double total = 0;
    for (int i = 0; i < dimension; i++) {
      variances[i] = Math.pow(i + 1, -2 * DECAY);
      total += variances[i];
    }
    for (int i = 0; i < dimension; i++) {
      variances[i] /= total;
    }
    return variances;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void fill(long firstRow, int rows, float[] target) {
    for (int row = 0; row < rows; row++) {
      int offset = row * dimension;
      drawUnrotated(firstRow + row, target, offset);
      rotation.apply(target, offset);
      UnitLength.scale(target, offset, dimension);
    }
  }

  /** A row before rotation and normalisation. */
  void drawUnrotated(long row, float[] target, int offset) {
    SplittableRandom random = RowRandom.of(seed, row);
    float[] centre = centres[random.nextInt(CLUSTERS)];
    for (int i = 0; i < dimension; i++) {
      target[offset + i] = centre[i] + deviations[i] * (float) random.nextGaussian();
    }
  }
}
