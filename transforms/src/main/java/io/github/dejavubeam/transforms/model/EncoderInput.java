package io.github.dejavubeam.transforms.model;

import java.io.Serializable;

/** How one example becomes the tensors of a graph. */
sealed interface EncoderInput extends Serializable permits ImageInput, TextInput {

  /** What the examples are. */
  Modality modality();

  /** Every setting that decides the tensors, in a stable form to be digested. */
  String description();

  /**
   * Shape of an input tensor.
   *
   * @param batchSize rows of the batch
   * @param length tokens a row; ignored for images
   */
  long[] shape(int batchSize, int length);
}
