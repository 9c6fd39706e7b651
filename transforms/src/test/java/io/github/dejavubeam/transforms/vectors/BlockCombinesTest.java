package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.VectorBlock;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.hamcrest.CustomTypeSafeMatcher;
import org.junit.jupiter.api.Test;

class BlockCombinesTest {

  @Test
  void blocksAreNumberedByNameAndOneNamedTwiceCountsOnce() {
    List<VectorBlock> blocks =
        new ArrayList<>(
            List.of(
                VectorBlock.of("c", "shard-2", 3),
                VectorBlock.of("a", "shard-1", 1),
                VectorBlock.of("b", "shard-1", 2),
                VectorBlock.of("a", "shard-1", 1)));
    CombineFnTester.testCombineFn(
        new CollectBlocks(),
        blocks,
        new CustomTypeSafeMatcher<BlockIndex>("a, b, c of 1, 2, 3 rows") {
          @Override
          protected boolean matchesSafely(BlockIndex index) {
            return index.rows().equals(List.of(1, 2, 3))
                && index.ordinal("b") == 1
                && index.block(2).shard().equals("shard-2");
          }
        });
  }

  @Test
  void anUnknownBlockHasNoOrdinal() {
    BlockIndex index = new BlockIndex(List.of(VectorBlock.of("a", "shard", 1)));
    assertThrows(IllegalArgumentException.class, () -> index.ordinal("b"));
  }
}
