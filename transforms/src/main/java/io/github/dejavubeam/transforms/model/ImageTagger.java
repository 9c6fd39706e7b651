package io.github.dejavubeam.transforms.model;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/**
 * A multi-label classifier with all that a worker needs to run it on images.
 *
 * @param encoder gives the logits
 * @param tagger what they mean
 */
public record ImageTagger(EncoderSpec encoder, Tagger tagger) implements Serializable {

  /**
   * A tagger of images.
   *
   * @throws IllegalArgumentException if the encoder reads no images, or gives more or fewer logits
   *     than there are labels
   */
  public ImageTagger {
    if (encoder.modality() != Modality.IMAGE || encoder.dimension() != tagger.labels().size()) {
      throw new IllegalArgumentException(
          encoder.key() + " does not give a logit of an image for each label");
    }
  }

  /** SHA-256 in hex of everything but the image that decides what is seen, the device aside. */
  public String digest() {
    String description =
        String.join(
            "\n",
            encoder.modelDigest(),
            encoder.preprocessingDigest(),
            tagger.labels().toString(),
            tagger.thresholds().toString());
    return ModelDigest.sha256(description.getBytes(StandardCharsets.UTF_8));
  }
}
