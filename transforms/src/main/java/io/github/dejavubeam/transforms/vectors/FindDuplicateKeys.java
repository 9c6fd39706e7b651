package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import it.unimi.dsi.fastutil.HashCommon;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Finds the rows of a split that repeat the key of another, all but one: the one whose content has
 * the smallest hash, so that the choice does not depend on how examples are spread over shards.
 * Yields key and {@link RowReference} of each row to leave out.
 *
 * <p>First the {@link SharedHashes} of keys are found, then the keys themselves are compared, of
 * the rows that have those: within each block, and of every block the row that it would keep. So a
 * key that all rows carry, as in a set whose keys were lost, costs no more than others; what meets
 * is one row of a block, and goes by one at a time.
 */
public final class FindDuplicateKeys
    extends PTransform<PCollection<VectorBlock>, PCollection<KV<String, Long>>> {

  private static final TupleTag<KV<String, KeyOccurrence>> KEPT_OF_BLOCK = new TupleTag<>() {};
  private static final TupleTag<KV<String, Long>> OTHERS = new TupleTag<>() {};

  private final SplitBlocks split;

  private FindDuplicateKeys(SplitBlocks split) {
    this.split = split;
  }

  /** Reads the keys of a split, but for the rows that it excludes already. */
  public static FindDuplicateKeys of(SplitBlocks split) {
    return new FindDuplicateKeys(split);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<VectorBlock> blocks) {
    PCollectionTuple read =
        blocks
            .apply(
                "HashKeys",
                ParDo.of(new HashKeys()).withSideInputs(split.index(), split.excluded()))
            .setCoder(BlockHashes.OF_PART)
            .apply("Shared", SharedHashes.find())
            .apply(
                "ReadKeys",
                ParDo.of(new ReadKeys())
                    .withSideInputs(split.index(), split.excluded())
                    .withOutputTags(KEPT_OF_BLOCK, TupleTagList.of(OTHERS)));
    PCollection<KV<String, Long>> others =
        read.get(KEPT_OF_BLOCK)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), KeyOccurrence.CODER))
            .apply("Keys", GroupByKey.create())
            .apply("KeepOne", ParDo.of(new KeepOne()));
    return PCollectionList.of(read.get(OTHERS)).and(others).apply("All", Flatten.pCollections());
  }

  /** FNV-1a, salted, whose low bits are then spread over all. */
  private long hash(byte[] key) {
    long hash = 0xcbf29ce484222325L;
    for (byte next : key) {
      hash = (hash ^ (next & 0xFF)) * 0x100000001b3L;
    }
    return HashCommon.murmurHash3(hash ^ split.salt());
  }

  private final class HashKeys extends DoFn<VectorBlock, KV<Integer, BlockHashes>> {

    @ProcessElement
    public void process(
        @Element VectorBlock block,
        ProcessContext context,
        OutputReceiver<KV<Integer, BlockHashes>> out) {
      BlockIndex blocks = context.sideInput(split.index());
      int ordinal = blocks.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(split.excluded()));
      LongSet first = new LongOpenHashSet();
      LongSet again = new LongOpenHashSet();
      try (OpenBlocks open = split.openKeys(blocks)) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          if (!excluded.contains(ordinal, row)) {
            long hash = hash(file.idBytes(row));
            if (!first.add(hash)) {
              again.add(hash);
            }
          }
        }
      }
      // Groups of their own, so that a hash is shared by blocks as well as within one.
      BlockHashes.deal(2 * ordinal, ordinal, first, (part, some) -> out.output(KV.of(part, some)));
      BlockHashes.deal(
          2 * ordinal + 1, ordinal, again, (part, some) -> out.output(KV.of(part, some)));
    }
  }

  private final class ReadKeys
      extends DoFn<KV<Long, Iterable<BlockHashes>>, KV<String, KeyOccurrence>> {

    @ProcessElement
    public void process(
        @Element KV<Long, Iterable<BlockHashes>> block,
        ProcessContext context,
        MultiOutputReceiver out) {
      int ordinal = Math.toIntExact(block.getKey());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(split.excluded()));
      LongSet shared = BlockHashes.all(block.getValue());
      Map<String, KeyOccurrence> kept = new HashMap<>();
      try (OpenBlocks open = split.openKeys(context.sideInput(split.index()))) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          if (!excluded.contains(ordinal, row) && shared.contains(hash(file.idBytes(row)))) {
            String key = file.id(row);
            KeyOccurrence next =
                new KeyOccurrence(file.exampleHash(row), RowReference.of(ordinal, row));
            KeyOccurrence before = kept.put(key, next);
            if (before != null) {
              kept.put(key, least(before, next));
              out.get(OTHERS).output(KV.of(key, greatest(before, next).row()));
            }
          }
        }
      }
      kept.forEach((key, occurrence) -> out.get(KEPT_OF_BLOCK).output(KV.of(key, occurrence)));
    }
  }

  private static final class KeepOne
      extends DoFn<KV<String, Iterable<KeyOccurrence>>, KV<String, Long>> {

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<KeyOccurrence>> key, OutputReceiver<KV<String, Long>> out) {
      KeyOccurrence kept = null;
      for (KeyOccurrence next : key.getValue()) {
        if (kept == null) {
          kept = next;
        } else {
          out.output(KV.of(key.getKey(), greatest(kept, next).row()));
          kept = least(kept, next);
        }
      }
    }
  }

  private static KeyOccurrence least(KeyOccurrence one, KeyOccurrence other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static KeyOccurrence greatest(KeyOccurrence one, KeyOccurrence other) {
    return one.compareTo(other) < 0 ? other : one;
  }
}
