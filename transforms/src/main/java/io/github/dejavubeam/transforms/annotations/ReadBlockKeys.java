package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads the keys of the blocks of a set, of the rows that take part. */
final class ReadBlockKeys extends PTransform<PCollection<VectorBlock>, PCollectionTuple> {

  /** Where each key is. */
  static final TupleTag<KV<String, KeyMeeting>> KEYS = new TupleTag<>() {};

  /** Every block, with or without annotations, by the ordinals of its set and its own. */
  static final TupleTag<KV<Long, RowAnnotations>> BLOCKS = new TupleTag<>() {};

  private final int ordinal;
  private final SplitBlocks split;

  private ReadBlockKeys(int ordinal, SplitBlocks split) {
    this.ordinal = ordinal;
    this.split = split;
  }

  /** Reads the keys of the set with that ordinal. */
  static ReadBlockKeys of(int ordinal, SplitBlocks split) {
    return new ReadBlockKeys(ordinal, split);
  }

  @Override
  public PCollectionTuple expand(PCollection<VectorBlock> blocks) {
    PCollectionTuple read =
        blocks.apply(
            "Read",
            ParDo.of(new Read(ordinal, split))
                .withSideInputs(split.index(), split.excluded())
                .withOutputTags(KEYS, TupleTagList.of(BLOCKS)));
    read.get(KEYS).setCoder(KvCoder.of(StringUtf8Coder.of(), KeyMeeting.CODER));
    read.get(BLOCKS).setCoder(KvCoder.of(VarLongCoder.of(), RowAnnotations.CODER));
    return read;
  }

  private static final class Read extends DoFn<VectorBlock, KV<String, KeyMeeting>> {
    private final int ordinal;
    private final SplitBlocks split;

    Read(int ordinal, SplitBlocks split) {
      this.ordinal = ordinal;
      this.split = split;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, MultiOutputReceiver out) {
      BlockIndex index = context.sideInput(split.index());
      int number = index.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(number, context.sideInput(split.excluded()));
      out.get(BLOCKS).output(KV.of(RowReference.of(ordinal, number), RowAnnotations.OF_BLOCK));
      try (OpenBlocks open = split.openKeys(index)) {
        VectorBlockFile file = open.get(number);
        for (int row = 0; row < file.rows(); row++) {
          if (!excluded.contains(number, row)) {
            out.get(KEYS)
                .output(
                    KV.of(
                        file.id(row), KeyMeeting.ofExample(ordinal, RowReference.of(number, row))));
          }
        }
      }
    }
  }
}
