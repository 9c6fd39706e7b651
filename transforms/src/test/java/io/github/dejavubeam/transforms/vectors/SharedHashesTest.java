package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes of more groups than one, by the block that has them. */
@ExtendWith(TestPipelineExtension.class)
class SharedHashesTest {

  @Test
  void hashesOfSeveralGroupsAreToldToAllTheirBlocks(TestPipeline pipeline) {
    find(
        pipeline,
        Map.of(
            10L, block(0, 1, 2, 3),
            11L, block(0, 1, 4),
            12L, block(1, 2, 5),
            13L, block(2, 2, 4)),
        // 1 is in two blocks of one group.
        Map.of(10L, set(2), 11L, set(4), 12L, set(2), 13L, set(2, 4)));
  }

  @Test
  void nothingIsToldWhereGroupsHaveNoneInCommon(TestPipeline pipeline) {
    find(pipeline, Map.of(10L, block(0, 1, -1), 11L, block(1, 2, Long.MIN_VALUE)), Map.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isWhatComparingAllWithAllFinds(int seed, TestPipeline pipeline) {
    Random random = new Random(seed);
    Map<Long, Hashes> blocks = new TreeMap<>();
    for (long block = 0; block < 12; block++) {
      LongSet hashes = new LongOpenHashSet();
      for (int i = 0; i < 200; i++) {
        // Spread over all parts, and often met again.
        hashes.add(random.nextInt(1_500) * 0x9E3779B97F4A7C15L);
      }
      blocks.put(block, new Hashes(random.nextInt(4), hashes));
    }
    find(pipeline, blocks, sharedByAnyTwo(blocks));
  }

  private static Map<Long, LongSet> sharedByAnyTwo(Map<Long, Hashes> blocks) {
    Map<Long, LongSet> shared = new HashMap<>();
    blocks.forEach(
        (block, mine) ->
            blocks.forEach(
                (other, theirs) -> {
                  if (mine.group() != theirs.group()) {
                    LongSet both = new LongOpenHashSet(mine.hashes());
                    both.retainAll(theirs.hashes());
                    if (!both.isEmpty()) {
                      shared.computeIfAbsent(block, any -> new LongOpenHashSet()).addAll(both);
                    }
                  }
                }));
    return shared;
  }

  private static void find(
      TestPipeline pipeline, Map<Long, Hashes> blocks, Map<Long, LongSet> expected) {
    List<KV<Integer, BlockHashes>> dealt = new ArrayList<>();
    blocks.forEach(
        (block, some) ->
            BlockHashes.deal(
                some.group(),
                block,
                some.hashes(),
                (part, hashes) -> dealt.add(KV.of(part, hashes))));
    PAssert.that(
            pipeline
                .apply(Create.of(dealt).withCoder(BlockHashes.OF_PART))
                .apply(SharedHashes.find()))
        .satisfies(
            found -> {
              Map<Long, LongSet> byBlock = new HashMap<>();
              found.forEach(
                  block -> byBlock.put(block.getKey(), BlockHashes.all(block.getValue())));
              assertEquals(expected, byBlock);
              return null;
            });
    pipeline.run();
  }

  @Test
  void everyHashIsDealtOnceAndByItsValueAlone() {
    LongArrayList hashes = LongArrayList.wrap(new Random(3).longs(5_000).toArray());
    Map<Long, Integer> parts = new HashMap<>();
    BlockHashes.deal(
        7,
        9,
        hashes,
        (part, some) -> {
          assertEquals(7, some.group());
          assertEquals(9, some.block());
          LongArrayList.wrap(some.hashes()).forEach((long hash) -> parts.put(hash, part));
        });
    assertEquals(new LongOpenHashSet(hashes), parts.keySet());
    BlockHashes.deal(
        0,
        0,
        hashes.subList(0, 50),
        (part, some) ->
            LongArrayList.wrap(some.hashes())
                .forEach((long hash) -> assertEquals(part, parts.get(hash))));
  }

  @Test
  void travelsUnchanged() throws Exception {
    byte[] bytes =
        CoderUtils.encodeToByteArray(
            BlockHashes.CODER, new BlockHashes(3, 1L << 40, new long[] {5, -6}));
    BlockHashes read = CoderUtils.decodeFromByteArray(BlockHashes.CODER, bytes);
    assertEquals(3, read.group());
    assertEquals(1L << 40, read.block());
    assertEquals(LongArrayList.of(5, -6), LongArrayList.wrap(read.hashes()));
    CoderProperties.coderSerializable(BlockHashes.CODER);
  }

  private record Hashes(int group, LongSet hashes) {}

  private static Hashes block(int group, long... hashes) {
    return new Hashes(group, set(hashes));
  }

  private static LongSet set(long... hashes) {
    return new LongOpenHashSet(hashes);
  }
}
