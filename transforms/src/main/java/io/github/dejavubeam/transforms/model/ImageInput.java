package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.ImagePreprocessing;

/**
 * Images as planes of normalised floats, [batch, 3, size, size].
 *
 * @param jpegScaling whether a JPEG is scaled down while it is decoded, where that leaves it at
 *     least as large as what it is resized to
 */
record ImageInput(ImagePreprocessing preprocessing, boolean jpegScaling) implements EncoderInput {

  @Override
  public Modality modality() {
    return Modality.IMAGE;
  }

  @Override
  public String description() {
    return preprocessing.description() + (jpegScaling ? " of JPEG scaled while decoding" : "");
  }

  @Override
  public long[] shape(int batchSize, int length) {
    return new long[] {batchSize, 3, preprocessing.size(), preprocessing.size()};
  }
}
