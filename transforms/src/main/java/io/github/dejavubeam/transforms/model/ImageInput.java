package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.ImagePreprocessing;

/** Images as planes of normalised floats, [batch, 3, size, size]. */
record ImageInput(ImagePreprocessing preprocessing) implements EncoderInput {

  @Override
  public Modality modality() {
    return Modality.IMAGE;
  }

  @Override
  public String description() {
    return preprocessing.description();
  }

  @Override
  public long[] shape(int batchSize, int length) {
    return new long[] {batchSize, 3, preprocessing.size(), preprocessing.size()};
  }
}
