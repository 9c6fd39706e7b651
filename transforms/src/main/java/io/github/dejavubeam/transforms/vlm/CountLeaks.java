package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.util.Arrays;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/**
 * Counts the target examples whose image or caption also occurs in the public set (method, part 3),
 * by hashes that were taken when the examples were read. Sixteen bytes an example and kind travel.
 * Yields events to be summed in a {@link io.github.dejavubeam.transforms.tally.Tally}.
 */
public final class CountLeaks
    extends PTransform<PCollectionList<VectorBlock>, PCollection<KV<String, Long>>> {

  /** The event "this many target examples have the image of a public one". */
  public static final String SAME_IMAGE = "same image";

  /** The event "this many target examples have the caption of a public one". */
  public static final String SAME_CAPTION = "same caption";

  private static final byte IMAGE = 0;
  private static final byte CAPTION = 1;

  /** Occurrences are packed: targets in the low bits, one bit that says "public". */
  static final long IN_PUBLIC = 1L << 62;

  private final SplitBlocks target;
  private final SplitBlocks publicSet;

  private CountLeaks(SplitBlocks target, SplitBlocks publicSet) {
    this.target = target;
    this.publicSet = publicSet;
  }

  /** To be applied to the blocks of the target set and of the public set. */
  public static CountLeaks of(SplitBlocks target, SplitBlocks publicSet) {
    return new CountLeaks(target, publicSet);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollectionList<VectorBlock> blocks) {
    PCollection<KV<byte[], Long>> targetHashes = hashes("Target hashes", blocks.get(0), target, 1);
    PCollection<KV<byte[], Long>> publicHashes =
        hashes("Public hashes", blocks.get(1), publicSet, IN_PUBLIC);
    return PCollectionList.of(targetHashes)
        .and(publicHashes)
        .apply("Hashes", Flatten.pCollections())
        .apply("Meet", Combine.perKey(new Occurrences()))
        .apply("Leaks", ParDo.of(new Leaks()));
  }

  private static PCollection<KV<byte[], Long>> hashes(
      String name, PCollection<VectorBlock> blocks, SplitBlocks split, long occurrence) {
    return blocks
        .apply(
            name,
            ParDo.of(new ReadHashes(split, occurrence))
                .withSideInputs(split.index(), split.excluded()))
        .setCoder(KvCoder.of(ByteArrayCoder.of(), VarLongCoder.of()));
  }

  private static final class ReadHashes extends DoFn<VectorBlock, KV<byte[], Long>> {
    private final SplitBlocks split;
    private final long occurrence;

    ReadHashes(SplitBlocks split, long occurrence) {
      this.split = split;
      this.occurrence = occurrence;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, OutputReceiver<KV<byte[], Long>> out) {
      BlockIndex index = context.sideInput(split.index());
      ExcludedRows excluded = new ExcludedRows(context.sideInput(split.excluded()));
      int ordinal = index.ordinal(block.name());
      try (OpenBlocks open = split.openKeys(index)) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          if (!excluded.contains(ordinal, row)) {
            output(IMAGE, file.imageHash(row), out);
            output(CAPTION, file.captionHash(row), out);
          }
        }
      }
    }

    private void output(byte kind, byte[] hash, OutputReceiver<KV<byte[], Long>> out) {
      if (hash != null) {
        byte[] key = Arrays.copyOf(hash, hash.length + 1);
        key[hash.length] = kind;
        out.output(KV.of(key, occurrence));
      }
    }
  }

  private static final class Leaks extends DoFn<KV<byte[], Long>, KV<String, Long>> {

    @ProcessElement
    public void process(@Element KV<byte[], Long> hash, OutputReceiver<KV<String, Long>> out) {
      long targets = hash.getValue() & ~IN_PUBLIC;
      if (targets > 0 && (hash.getValue() & IN_PUBLIC) != 0) {
        byte kind = hash.getKey()[hash.getKey().length - 1];
        out.output(KV.of(kind == IMAGE ? SAME_IMAGE : SAME_CAPTION, targets));
      }
    }
  }

  /** Adds targets and remembers whether the public set has the hash. */
  static final class Occurrences extends Combine.BinaryCombineLongFn {
    @Override
    public long apply(long left, long right) {
      return (left & ~IN_PUBLIC) + (right & ~IN_PUBLIC) | ((left | right) & IN_PUBLIC);
    }

    @Override
    public long identity() {
      return 0;
    }
  }
}
