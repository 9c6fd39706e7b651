package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Orthonormal directions along which sample vectors vary most, by subspace iteration (Halko,
 * Martinsson and Tropp 2011, section 4.5). Approximate: what is built on them must hold for any
 * directions that are nearly orthonormal.
 */
final class PrincipalDirections {

  private static final int ROUNDS = 2;

  /** A direction of which Gram and Schmidt leave less than this is of rounding errors alone. */
  private static final float VANISHED = 1e-3f;

  private final int samples;
  private final int dimension;
  private final double energy;
  private final float[] panelsOfSamples;
  private final float[] panelsOfComponents;
  private final float[] scratch = new float[RegisterBlock.ROWS];

  /**
   * Samples to find directions of.
   *
   * @param vectors shape [samples, dimension], centred
   */
  PrincipalDirections(float[][] vectors, int dimension) {
    this.dimension = dimension;
    samples = vectors.length;
    panelsOfSamples = new float[Panels.panels(samples) * RegisterBlock.ROWS * dimension];
    panelsOfComponents = new float[Panels.panels(dimension) * RegisterBlock.ROWS * samples];
    double squares = 0;
    for (int s = 0; s < samples; s++) {
      squares += ExactDistance.squaredNorm(vectors[s], 0, dimension);
      for (int i = 0; i < dimension; i++) {
        panelsOfSamples[Panels.place(s, i, dimension)] = vectors[s][i];
        panelsOfComponents[Panels.place(i, s, samples)] = vectors[s][i];
      }
    }
    energy = squares;
  }

  /**
   * About the leading principal directions.
   *
   * @param wanted directions, at most the dimension
   * @return shape [wanted, dimension], the strongest first, orthonormal but for float rounding
   */
  float[][] leading(int wanted) {
    Random random = new Random(1);
    float[][] directions = new float[wanted][dimension];
    for (float[] direction : directions) {
      randomise(direction, random);
    }
    for (int round = 0; round < ROUNDS; round++) {
      // As rows X of samples, the covariance but for a factor is XᵀX.
      directions = products(panelsOfComponents, dimension, alongAll(directions), samples);
      for (int j = 0; j < wanted; j++) {
        orthonormalise(directions, j, random);
      }
    }
    double[] energies = energies(directions);
    float[][] found = directions;
    return IntStream.range(0, wanted)
        .boxed()
        .sorted((a, b) -> Double.compare(energies[b], energies[a]))
        .map(j -> found[j])
        .toArray(float[][]::new);
  }

  /** Share of the samples' squared length that lies along orthonormal directions. */
  double energy(float[][] directions) {
    return energy == 0 ? 0 : Arrays.stream(energies(directions)).sum() / energy;
  }

  private double[] energies(float[][] directions) {
    return Arrays.stream(alongAll(directions))
        .mapToDouble(components -> ExactDistance.squaredNorm(components, 0, samples))
        .toArray();
  }

  /** The samples' components along directions, shape [directions, samples]. */
  private float[][] alongAll(float[][] directions) {
    return products(panelsOfSamples, samples, directions, dimension);
  }

  /**
   * The product of each vector with each row.
   *
   * @param panels the rows, packed
   * @param vectors shape [vectors, width]
   * @return shape [vectors, rows]
   */
  private static float[][] products(float[] panels, int rows, float[][] vectors, int width) {
    float[] flat = new float[vectors.length * width];
    for (int v = 0; v < vectors.length; v++) {
      System.arraycopy(vectors[v], 0, flat, v * width, width);
    }
    int[] all = IntStream.range(0, vectors.length).toArray();
    float[] packed = Panels.packQueries(flat, width, all, width);
    float[][] products = new float[vectors.length][rows];
    float[] zeros = new float[RegisterBlock.ROWS];
    float[] block = new float[RegisterBlock.QUERIES * RegisterBlock.ROWS];
    for (int row = 0; row < rows; row += RegisterBlock.ROWS) {
      int rowsHere = Math.min(RegisterBlock.ROWS, rows - row);
      for (int v = 0; v < vectors.length; v += RegisterBlock.QUERIES) {
        int vectorsHere = Math.min(RegisterBlock.QUERIES, vectors.length - v);
        RegisterBlock.scores(panels, row * width, zeros, 0, packed, v * width, width, block);
        for (int j = 0; j < vectorsHere; j++) {
          System.arraycopy(block, j * RegisterBlock.ROWS, products[v + j], row, rowsHere);
        }
      }
    }
    return products;
  }

  /** Gram and Schmidt, twice, since once leaves what rounding brought back. */
  private void orthonormalise(float[][] directions, int j, Random random) {
    float[] direction = directions[j];
    float left = 0;
    while (left < VANISHED) {
      normalise(direction);
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < j; i++) {
          subtract(dot(directions[i], direction), directions[i], direction);
        }
        left = normalise(direction);
        if (left < VANISHED) {
          randomise(direction, random);
          break;
        }
      }
    }
  }

  private void randomise(float[] direction, Random random) {
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

  private static void subtract(float factor, float[] from, float[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] -= factor * from[i];
    }
  }
}
