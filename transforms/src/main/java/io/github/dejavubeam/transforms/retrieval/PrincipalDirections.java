package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.util.Arrays;
import java.util.Random;

/**
 * Orthonormal directions along which sample vectors vary most, by subspace iteration (Halko,
 * Martinsson and Tropp 2011, section 4.5). Approximate: what is built on them must hold for any
 * directions that are nearly orthonormal.
 */
final class PrincipalDirections {

  private static final int ROUNDS = 2;

  /** A direction of which Gram and Schmidt leave less than this is of rounding errors alone. */
  private static final float VANISHED = 1e-3f;

  private final float[][] samples;
  private final int dimension;
  private final float[] scratch = new float[RegisterBlock.ROWS];
  private final Random random = new Random(1);

  private PrincipalDirections(float[][] samples, int dimension) {
    this.samples = samples;
    this.dimension = dimension;
  }

  /**
   * About the leading principal directions.
   *
   * @param samples shape [samples, dimension], centred
   * @param wanted directions, at most the dimension
   * @return shape [wanted, dimension], the strongest first, orthonormal but for float rounding
   */
  static float[][] of(float[][] samples, int dimension, int wanted) {
    return new PrincipalDirections(samples, dimension).find(wanted);
  }

  /** Share of the samples' squared length that lies along orthonormal directions. */
  static double energy(float[][] samples, int dimension, float[][] directions) {
    PrincipalDirections principal = new PrincipalDirections(samples, dimension);
    double total = 0;
    for (float[] sample : samples) {
      total += principal.dot(sample, sample);
    }
    double within = Arrays.stream(principal.energies(directions)).sum();
    return total == 0 ? 0 : within / total;
  }

  private float[][] find(int wanted) {
    float[][] directions = new float[wanted][dimension];
    for (float[] direction : directions) {
      randomise(direction);
    }
    for (int round = 0; round < ROUNDS; round++) {
      directions = timesCovariance(directions);
      for (int j = 0; j < wanted; j++) {
        orthonormalise(directions, j);
      }
    }
    double[] energies = energies(directions);
    Integer[] order = new Integer[wanted];
    Arrays.setAll(order, j -> j);
    Arrays.sort(order, (a, b) -> Double.compare(energies[b], energies[a]));
    float[][] sorted = new float[wanted][];
    for (int j = 0; j < wanted; j++) {
      sorted[j] = directions[order[j]];
    }
    return sorted;
  }

  private float[][] timesCovariance(float[][] directions) {
    float[][] product = new float[directions.length][dimension];
    for (float[] sample : samples) {
      for (int j = 0; j < directions.length; j++) {
        add(dot(sample, directions[j]), sample, product[j]);
      }
    }
    return product;
  }

  /** Gram and Schmidt, twice, since once leaves what rounding brought back. */
  private void orthonormalise(float[][] directions, int j) {
    float[] direction = directions[j];
    float left = 0;
    while (left < VANISHED) {
      normalise(direction);
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < j; i++) {
          add(-dot(directions[i], direction), directions[i], direction);
        }
        left = normalise(direction);
        if (left < VANISHED) {
          randomise(direction);
          break;
        }
      }
    }
  }

  private double[] energies(float[][] directions) {
    double[] energies = new double[directions.length];
    for (float[] sample : samples) {
      for (int j = 0; j < directions.length; j++) {
        double component = dot(sample, directions[j]);
        energies[j] += component * component;
      }
    }
    return energies;
  }

  private void randomise(float[] direction) {
    for (int i = 0; i < dimension; i++) {
      direction[i] = (float) random.nextGaussian();
    }
  }

  /** Makes the vector one long and returns how long it was. */
  private float normalise(float[] direction) {
    double norm = Math.sqrt(ExactDistance.squaredNorm(direction, 0, dimension));
    for (int i = 0; norm > 0 && i < dimension; i++) {
      direction[i] = (float) (direction[i] / norm);
    }
    return (float) norm;
  }

  private float dot(float[] a, float[] b) {
    return RegisterBlock.dot(a, 0, b, 0, dimension, scratch);
  }

  private static void add(float factor, float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }
}
