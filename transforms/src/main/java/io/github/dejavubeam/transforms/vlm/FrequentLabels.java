package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The labels that most examples of a set carry, most frequent first, ties by code point: one list.
 */
public final class FrequentLabels
    extends PTransform<PCollection<VectorBlock>, PCollection<List<KV<String, Long>>>> {

  private final SplitBlocks blocks;
  private final double minScore;
  private final int count;

  private FrequentLabels(SplitBlocks blocks, double minScore, int count) {
    this.blocks = blocks;
    this.minScore = minScore;
    this.count = count;
  }

  /**
   * To be applied to the blocks of the set.
   *
   * @param minScore annotated objects with a lower score do not count
   * @param count most labels that are wanted
   */
  public static FrequentLabels of(SplitBlocks blocks, double minScore, int count) {
    return new FrequentLabels(blocks, minScore, count);
  }

  @Override
  public PCollection<List<KV<String, Long>>> expand(PCollection<VectorBlock> vectors) {
    return vectors
        .apply(
            "Read labels",
            ParDo.of(new ReadLabels()).withSideInputs(blocks.index(), blocks.excluded()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
        .apply("Count", Sum.longsPerKey())
        .apply("Most frequent", Top.of(count, new ByFrequency()));
  }

  private final class ReadLabels extends DoFn<VectorBlock, KV<String, Long>> {

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, OutputReceiver<KV<String, Long>> out) {
      BlockIndex index = context.sideInput(blocks.index());
      int ordinal = index.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(blocks.excluded()));
      try (OpenBlocks open = blocks.openKeys(index)) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          if (!excluded.contains(ordinal, row)) {
            file.forEachLabel(row, minScore, label -> out.output(KV.of(label, 1L)));
          }
        }
      }
    }
  }

  /** The most frequent label is the largest, of several the first by code point. */
  private static final class ByFrequency implements Comparator<KV<String, Long>>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(KV<String, Long> left, KV<String, Long> right) {
      int byCount = left.getValue().compareTo(right.getValue());
      return byCount != 0 ? byCount : CodePointOrder.compare(right.getKey(), left.getKey());
    }
  }
}
