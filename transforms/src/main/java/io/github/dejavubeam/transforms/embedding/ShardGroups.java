package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.schemas.Shard;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts small shards together, to be embedded in batches that they share: a model's batch has a
 * fixed size, so that a shard of one example would take the time of a whole one. Any other shard is
 * alone. A group is what is embedded again after a failure, and what one worker does, so it is
 * small too.
 */
public final class ShardGroups {

  /** A shard of more bytes is alone; a tar file has 10 KiB at least. */
  static final long SMALL_BYTES = 64L << 10;

  /** Most shards of a group: two batches of the default size, if each has one example. */
  static final int MOST_SHARDS = 64;

  private ShardGroups() {}

  /** Each of these shards in one group. */
  public static List<List<Shard>> of(List<Shard> shards) {
    List<List<Shard>> groups = new ArrayList<>();
    List<Shard> group = new ArrayList<>();
    for (Shard shard : shards) {
      if (shard.sizeBytes() > SMALL_BYTES) {
        groups.add(List.of(shard));
        continue;
      }
      group.add(shard);
      if (group.size() == MOST_SHARDS) {
        groups.add(group);
        group = new ArrayList<>();
      }
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }
}
