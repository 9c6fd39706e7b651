package io.github.dejavubeam.transforms.model;

import java.nio.FloatBuffer;

/** How the vectors of a text's tokens become the vector of the text. */
enum Pooling {
  /** The graph gives one vector an example. */
  NONE {
    @Override
    void pool(FloatBuffer output, int offset, int tokens, float[] vector) {
      output.get(offset, vector);
    }
  },
  /** Mean over the tokens that are no padding. */
  MEAN {
    @Override
    void pool(FloatBuffer output, int offset, int tokens, float[] vector) {
      for (int d = 0; d < vector.length; d++) {
        double sum = 0;
        for (int t = 0; t < tokens; t++) {
          sum += output.get(offset + t * vector.length + d);
        }
        vector[d] = (float) (sum / tokens);
      }
    }
  },
  /** The first token, which classifier-like models train to stand for the text. */
  CLS {
    @Override
    void pool(FloatBuffer output, int offset, int tokens, float[] vector) {
      output.get(offset, vector);
    }
  },
  /** Largest value of each dimension over the tokens that are no padding. */
  MAX {
    @Override
    void pool(FloatBuffer output, int offset, int tokens, float[] vector) {
      output.get(offset, vector);
      for (int t = 1; t < tokens; t++) {
        for (int d = 0; d < vector.length; d++) {
          vector[d] = Math.max(vector[d], output.get(offset + t * vector.length + d));
        }
      }
    }
  };

  /**
   * Pools one example.
   *
   * @param output what the graph gave for the batch
   * @param offset where the example's first token begins
   * @param tokens number of tokens that are no padding, at least 1
   * @param vector receives the result; its length is the width of a token's vector
   */
  abstract void pool(FloatBuffer output, int offset, int tokens, float[] vector);

  /** Whether the graph gives a vector for every token. */
  boolean readsTokens() {
    return this != NONE;
  }
}
