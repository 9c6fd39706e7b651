package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.model.Placement;
import java.io.Serializable;

/**
 * How a tagger sees the tags of crops that are written.
 *
 * @param tagger what sees them
 * @param placement CPU or CUDA
 * @param batchSize crops of one call of the model
 * @param intraOpThreads threads of one call of the model
 */
public record CropTagging(
    ImageTagger tagger, Placement placement, int batchSize, int intraOpThreads)
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
