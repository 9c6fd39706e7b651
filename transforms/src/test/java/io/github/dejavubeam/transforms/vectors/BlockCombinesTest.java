package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.vectors.KeyOccurrences.Merge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
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

  @Test
  void ofOneKeyTheSmallestContentStaysWhateverTheOrder() {
    KeyOccurrences expected = occurrence(1, 30);
    expected = new Merge().apply(expected, occurrence(1, 40));
    expected = new Merge().apply(expected, occurrence(2, 10));
    assertEquals(List.of(10L, 40L), expected.others());
    CombineFnTester.testCombineFn(
        new Merge(),
        new ArrayList<>(List.of(occurrence(2, 10), occurrence(1, 40), occurrence(1, 30))),
        expected);
  }

  @Test
  void hashesCompareAsUnsignedBytes() {
    assertEquals(List.of(1L), new Merge().apply(occurrence(0x80, 1), occurrence(0x7f, 2)).others());
  }

  @Test
  void theCoderKeepsAllOccurrences() throws Exception {
    CoderProperties.coderDecodeEncodeEqual(
        KeyOccurrences.CODER, new Merge().apply(occurrence(3, 5), occurrence(4, 1L << 40)));
  }

  private static KeyOccurrences occurrence(int hash, long row) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) hash);
    return KeyOccurrences.of(bytes, row);
  }
}
