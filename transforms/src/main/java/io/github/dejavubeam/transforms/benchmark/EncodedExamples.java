package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.ShardReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Examples with an image and a caption as needed, in memory and encoded as their shards hold them.
 */
public final class EncodedExamples {

  private static final long MAX_BYTES = 256L << 20;

  private final List<Example> examples;
  private final boolean all;

  private EncodedExamples(List<Example> examples, boolean all) {
    this.examples = examples;
    this.all = all;
  }

  /**
   * Reads the first examples of the shards, up to 256 MB of images, or an eighth of the heap where
   * that is less.
   *
   * @param images whether to take those with an image
   * @param captions whether to take those with a caption
   * @throws IOException if the file system fails
   */
  public static EncodedExamples read(
      List<Shard> shards, boolean images, boolean captions, ReadLimits limits) throws IOException {
    long room = Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / 8);
    List<Example> examples = new ArrayList<>();
    for (Shard shard : shards) {
      try (ShardReader reader = ShardReader.open(shard, limits)) {
        for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
          if (entry instanceof Example example
              && (!images || example.image() != null)
              && (!captions || example.caption() != null)) {
            room -= images ? example.image().length : example.caption().length();
            if (room < 0) {
              return new EncodedExamples(examples, false);
            }
            examples.add(example);
          }
        }
      }
    }
    return new EncodedExamples(examples, true);
  }

  /** How many there are. */
  public int size() {
    return examples.size();
  }

  /** Whether they are all that the shards hold. */
  public boolean all() {
    return all;
  }

  Example get(int index) {
    return examples.get(index);
  }
}
