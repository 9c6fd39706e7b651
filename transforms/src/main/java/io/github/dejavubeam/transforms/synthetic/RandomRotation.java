package io.github.dejavubeam.transforms.synthetic;

import java.util.SplittableRandom;

/**
 * A random orthogonal map in O(d log d): random signs and a fast Walsh-Hadamard transform, twice.
 * Where d is no power of two, the largest power of two below it is transformed at the start and at
 * the end of the vector in turn. It spreads every axis over all components, which is what a basis
 * of learned embeddings looks like; a random matrix would do no better and cost d² a vector.
 */
final class RandomRotation {

  private final int dimension;
  private final float[][] signs;

  RandomRotation(int dimension, SplittableRandom random) {
    this.dimension = dimension;
    int span = Integer.highestOneBit(dimension);
    signs = new float[span == dimension ? 2 : 4][span];
    float scale = (float) (1 / Math.sqrt(span));
    for (float[] pass : signs) {
      for (int i = 0; i < span; i++) {
        pass[i] = random.nextBoolean() ? scale : -scale;
      }
    }
  }

  /** Rotates {@code values[offset .. offset + dimension)} in place. */
  void apply(float[] values, int offset) {
    for (int pass = 0; pass < signs.length; pass++) {
      float[] sign = signs[pass];
      int start = pass % 2 == 0 ? offset : offset + dimension - sign.length;
      for (int i = 0; i < sign.length; i++) {
        values[start + i] *= sign[i];
      }
      transform(values, start, sign.length);
    }
  }

  /** Unscaled: a transform of n components multiplies lengths by sqrt(n). */
  private static void transform(float[] values, int start, int span) {
    for (int half = 1; half < span; half *= 2) {
      for (int group = start; group < start + span; group += 2 * half) {
        for (int i = group; i < group + half; i++) {
          float sum = values[i] + values[i + half];
          values[i + half] = values[i] - values[i + half];
          values[i] = sum;
        }
      }
    }
  }
}
