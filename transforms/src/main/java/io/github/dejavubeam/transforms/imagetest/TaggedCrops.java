package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.crop.PixelBox;
import io.github.dejavubeam.transforms.image.PngEncoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.model.ImageEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Crops that wait until a tagger has seen them, and then go to their shard in the order in which
 * they came. A batch of them is held, or fewer where they are large. One thread uses it.
 */
final class TaggedCrops implements AutoCloseable {

  /** More waiting bytes than this are not waited with until the batch is full. */
  private static final long MAX_WAITING_BYTES = 64L << 20;

  private record Waiting(Example example, byte[] png, PixelBox box) {}

  private final CropTagging tagging;
  private final ImageEncoder encoder;
  private final List<Waiting> waiting = new ArrayList<>();
  private final List<List<LabelledObject>> tags = new ArrayList<>();
  private long waitingBytes;

  TaggedCrops(CropTagging tagging) {
    this.tagging = tagging;
    this.encoder =
        ImageEncoder.open(
            tagging.tagger().encoder(),
            tagging.placement(),
            tagging.batchSize(),
            tagging.intraOpThreads(),
            this::accept);
  }

  private void accept(int row, float[] logits) {
    tags.set(row, Float.isNaN(logits[0]) ? null : tagging.tagger().tagger().tags(logits));
  }

  /**
   * Adds a crop, and writes those that wait when there are enough.
   *
   * @return keys of those that the model gave no finite numbers for and that were not written
   */
  List<String> add(Example example, RgbImage crop, PixelBox box, CropShard shard)
      throws IOException {
    byte[] png = PngEncoder.encode(crop);
    waiting.add(new Waiting(example, png, box));
    waitingBytes += png.length + example.image().length;
    tags.add(null);
    encoder.add(crop, waiting.size() - 1);
    return waiting.size() == tagging.batchSize() || waitingBytes > MAX_WAITING_BYTES
        ? finish(shard)
        : List.of();
  }

  /** Writes all that wait; yields what {@link #add} does. */
  List<String> finish(CropShard shard) throws IOException {
    encoder.flush();
    List<String> unseen = new ArrayList<>();
    for (int i = 0; i < waiting.size(); i++) {
      Waiting crop = waiting.get(i);
      if (tags.get(i) == null) {
        unseen.add(crop.example().key());
      } else {
        shard.add(crop.example(), crop.png(), crop.box(), tags.get(i));
      }
    }
    waiting.clear();
    tags.clear();
    waitingBytes = 0;
    return unseen;
  }

  @Override
  public void close() {
    encoder.close();
  }
}
