package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.model.ImageEncoder;
import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Objects that a tagger sees in the images of the block under construction; they become the labels
 * of its rows.
 */
final class SeenObjects implements AutoCloseable {

  private final ImageTagger tagger;
  private final ImageEncoder encoder;
  private final BitSet unusable = new BitSet();
  private final Map<Integer, Waiting> waiting = new HashMap<>();

  /** A row that is not told yet, of a block that begins with the row {@code first} of all. */
  private record Waiting(BlockRows block, int first) {}

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

  /**
   * Looks at the image of a row just added to that block; what is seen may be told later.
   *
   * @param first number of the block's first row among all rows that wait
   * @param row number of the row among them
   */
  void add(RgbImage image, BlockRows block, int first, int row) {
    waiting.put(row, new Waiting(block, first));
    encoder.add(image, row);
  }

  private void accept(int row, float[] logits) {
    Waiting told = waiting.remove(row);
    if (Float.isNaN(logits[0])) {
      unusable.set(row);
    } else {
      told.block().setObjects(row - told.first(), tagger.tagger().tags(logits));
    }
  }

  /**
   * Tells all that was seen and forgets it; yields the rows of all that waited for which the model
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
