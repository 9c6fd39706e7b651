package io.github.dejavubeam.transforms.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.Shard;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShardGroupsTest {

  private static final Shard SMALL = Shard.of("small.tar", ShardGroups.SMALL_BYTES, 0);
  private static final Shard LARGE = Shard.of("large.tar", ShardGroups.SMALL_BYTES + 1, 0);

  @Test
  void smallShardsAreTogetherAndALargeOneIsAlone() {
    assertEquals(
        List.of(List.of(LARGE), List.of(LARGE), List.of(SMALL, SMALL)),
        ShardGroups.of(List.of(SMALL, LARGE, LARGE, SMALL)));
  }

  @Test
  void aGroupIsBounded() {
    assertEquals(
        List.of(Collections.nCopies(ShardGroups.MOST_SHARDS, SMALL), List.of(SMALL)),
        ShardGroups.of(Collections.nCopies(ShardGroups.MOST_SHARDS + 1, SMALL)));
  }

  @Test
  void noShardsAreNoGroup() {
    assertEquals(List.of(), ShardGroups.of(List.of()));
  }
}
