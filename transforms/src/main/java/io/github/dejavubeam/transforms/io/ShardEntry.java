package io.github.dejavubeam.transforms.io;

/** What a shard yields, in its order: an example, or the fault for which something was left out. */
public sealed interface ShardEntry permits Example, ReadFault {

  /** The example's key; empty where the shard itself is at fault. */
  String key();
}
