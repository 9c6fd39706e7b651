package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.model.Device;
import io.github.dejavubeam.transforms.model.ImageTagger;
import java.io.Serializable;

/**
 * How a tagger sees the tags of crops that are written.
 *
 * @param tagger what sees them
 * @param device CPU or CUDA
 * @param batchSize crops of one call of the model
 * @param intraOpThreads threads of one call of the model
 */
public record CropTagging(ImageTagger tagger, Device device, int batchSize, int intraOpThreads)
    implements Serializable {

  /**
   * A tagging.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public CropTagging {
    if (batchSize < 1 || intraOpThreads < 1) {
      throw new IllegalArgumentException("sizes of at least 1 are needed");
    }
  }
}
