package io.github.dejavubeam.transforms.model;

/** Receives the vectors that an {@link Encoder} has finished. */
@FunctionalInterface
public interface VectorSink {

  /**
   * Takes one finished vector.
   *
   * @param row the number under which the example was added
   * @param vector vector of the encoder's dimension, of length 1 if {@link EncoderSpec#unitLength},
   *     or NaN throughout where the model gave none (not finite, or zero where it should have
   *     length 1). The array is used again after the call returns: copy what is kept
   */
  void accept(int row, float[] vector);
}
