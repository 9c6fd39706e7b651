package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.correlation.TaggedExample;
import io.github.dejavubeam.transforms.correlation.TopTags;
import io.github.dejavubeam.transforms.model.Tagger;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Classes, and the tags that a tagger sees, of the crops of a split that it has embedded. */
public final class CountTaggedBlocks
    extends PTransform<PCollection<VectorBlock>, PCollection<TaggedExample>> {

  private final Tagger tagger;
  private final SplitBlocks split;

  private CountTaggedBlocks(Tagger tagger, SplitBlocks split) {
    this.tagger = tagger;
    this.split = split;
  }

  /** To be applied to the blocks of that split. */
  public static CountTaggedBlocks of(Tagger tagger, SplitBlocks split) {
    return new CountTaggedBlocks(tagger, split);
  }

  @Override
  public PCollection<TaggedExample> expand(PCollection<VectorBlock> blocks) {
    return blocks
        .apply(
            "Read tags",
            ParDo.of(new Read(tagger, split)).withSideInputs(split.index(), split.excluded()))
        .setCoder(TaggedExample.coder());
  }

  private static final class Read extends DoFn<VectorBlock, TaggedExample> {
    private final Tagger tagger;
    private final SplitBlocks split;

    Read(Tagger tagger, SplitBlocks split) {
      this.tagger = tagger;
      this.split = split;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, OutputReceiver<TaggedExample> out) {
      BlockIndex index = context.sideInput(split.index());
      int ordinal = index.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(split.excluded()));
      try (OpenBlocks open = split.open(tagger.encoder(), index)) {
        VectorBlockFile file = open.get(ordinal);
        float[] logits = new float[file.dimension()];
        for (int row = 0; row < file.rows(); row++) {
          String label = excluded.contains(ordinal, row) ? null : file.label(row);
          if (label != null) {
            file.copyRow(row, logits, 0);
            out.output(
                new TaggedExample(label, TopTags.of(tagger.tags(logits), Integer.MAX_VALUE)));
          }
        }
      }
    }
  }
}
