package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.RgbImage;

/**
 * The two halves of what an {@link Encoder} does, each alone, on the same tensors: examples into
 * tensors, and the graph on tensors that are ready. For measuring what is lost between them.
 *
 * <p>One thread uses it at a time. It shares the session and the tokenizer of the model's encoders.
 */
public sealed interface SeparateSteps extends AutoCloseable
    permits SeparateImageSteps, SeparateTextSteps {

  /**
   * Opens the halves of an encoder.
   *
   * @param placement where the graph is computed
   * @param batchSize rows of every call of the model, at least 1
   * @param intraOpThreads threads that one call uses, at least 1
   * @throws InvalidModelException if the model's files cannot be opened
   */
  static SeparateSteps open(
      EncoderSpec spec, Placement placement, int batchSize, int intraOpThreads) {
    return spec.modality() == Modality.IMAGE
        ? SeparateImageSteps.open(spec, placement, batchSize, intraOpThreads)
        : SeparateTextSteps.open(spec, placement, batchSize, intraOpThreads);
  }

  /**
   * Makes an example ready: preprocessing into the next row of the tensors, or tokenisation into
   * that of its length. Rows are taken in turn, and written over when all are full.
   *
   * @param image the image; ignored by text encoders
   * @param caption the text; ignored by image encoders
   */
  void prepare(RgbImage image, String caption);

  /**
   * Runs the graph as often as the examples prepared so far need, a call for each full batch of
   * them, at least one for each shape.
   *
   * @return how many rows that were
   * @throws IllegalStateException if the model fails
   */
  int run();

  @Override
  void close();
}
