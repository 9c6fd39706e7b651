package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.model.ImageEncoder;
import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import java.util.BitSet;

/**
 * Objects that a tagger sees in the images of the block under construction; they become the labels
 * of its rows.
 */
final class SeenObjects implements AutoCloseable {

  private final ImageTagger tagger;
  private final ImageEncoder encoder;
  private final BitSet unusable = new BitSet();
  private BlockRows rows;

  SeenObjects(ImageTagger tagger, EmbeddingPlan plan) {
    this.tagger = tagger;
    this.encoder =
        ImageEncoder.open(
            tagger.encoder(),
            plan.placement(),
            plan.batchSize(),
            plan.intraOpThreads(),
            this::accept);
  }

  /** Looks at the image of a row just added to that block; what is seen may be told later. */
  void add(RgbImage image, BlockRows block, int row) {
    rows = block;
    encoder.add(image, row);
  }

  private void accept(int row, float[] logits) {
    if (Float.isNaN(logits[0])) {
      unusable.set(row);
    } else {
      rows.setObjects(row, tagger.tagger().tags(logits));
    }
  }

  /**
   * Tells all that was seen in the block and begins the next; yields the rows for which the model
   * gave no finite numbers.
   */
  BitSet finish() {
    encoder.flush();
    BitSet finished = (BitSet) unusable.clone();
    unusable.clear();
    return finished;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
