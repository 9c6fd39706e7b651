package io.github.dejavubeam.transforms.vectors;

import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the hashes that occur in more than one group, and tells every block that has such a hash
 * which they are. What is equal has equal hashes, so only the rows of those need to be compared:
 * few, where most keys and contents are unique, and hashes travel by the block, for a fiftieth of
 * what a row by itself costs. Rows of the same hash that differ cost time and change nothing.
 *
 * <p>Input are hashes by part, as {@link BlockHashes#deal} deals them, each at most once for a
 * block and a group. Output are blocks with their shared hashes; a block without any is not among
 * them. A worker holds one part, a thousandth of all hashes: 8 bytes for each block that has one,
 * and 12 to 24 for each that is different.
 */
public final class SharedHashes
    extends PTransform<
        PCollection<KV<Integer, BlockHashes>>, PCollection<KV<Long, Iterable<BlockHashes>>>> {

  private SharedHashes() {}

  /** Finds them. */
  public static SharedHashes find() {
    return new SharedHashes();
  }

  @Override
  public PCollection<KV<Long, Iterable<BlockHashes>>> expand(
      PCollection<KV<Integer, BlockHashes>> dealt) {
    return dealt
        .apply("Parts", GroupByKey.create())
        .apply("Share", ParDo.of(new Share()))
        .setCoder(KvCoder.of(VarLongCoder.of(), BlockHashes.CODER))
        .apply("Blocks", GroupByKey.create());
  }

  private static final class Share
      extends DoFn<KV<Integer, Iterable<BlockHashes>>, KV<Long, BlockHashes>> {

    private static final int ABSENT = -1;
    private static final int SHARED = -2;

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<BlockHashes>> part,
        OutputReceiver<KV<Long, BlockHashes>> out) {
      List<BlockHashes> blocks = new ArrayList<>();
      Long2IntOpenHashMap groups = new Long2IntOpenHashMap();
      groups.defaultReturnValue(ABSENT);
      for (BlockHashes block : part.getValue()) {
        blocks.add(block);
        for (long hash : block.hashes()) {
          int before = groups.putIfAbsent(hash, block.group());
          if (before != ABSENT && before != block.group()) {
            groups.put(hash, SHARED);
          }
        }
      }
      for (BlockHashes block : blocks) {
        long[] shared =
            Arrays.stream(block.hashes()).filter(hash -> groups.get(hash) == SHARED).toArray();
        if (shared.length > 0) {
          out.output(KV.of(block.block(), new BlockHashes(block.group(), block.block(), shared)));
        }
      }
    }
  }
}
