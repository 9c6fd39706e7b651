package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes vector blocks as .npy files with tables of their examples, in clip-retrieval's layout: a
 * folder for each model, and for each block {@code img_emb/img_emb_N.npy} or {@code
 * text_emb/text_emb_N.npy}, or both, and {@code metadata/metadata_N.parquet}. Rows without a usable
 * vector are left out. Yields the paths of the tables.
 */
public final class WriteNpy extends PTransform<PCollection<VectorBlock>, PCollection<String>> {

  private final SplitBlocks blocks;
  private final List<String> encoders;
  private final String output;

  private WriteNpy(SplitBlocks blocks, List<String> encoders, String output) {
    this.blocks = blocks;
    this.encoders = encoders;
    this.output = output;
  }

  /**
   * Writes the blocks of a split.
   *
   * @param encoders whose vectors, such as {@code clip-a.image}
   * @param output folder of the models' folders, without a trailing slash
   */
  public static WriteNpy of(SplitBlocks blocks, List<String> encoders, String output) {
    return new WriteNpy(blocks, List.copyOf(encoders), output);
  }

  @Override
  public PCollection<String> expand(PCollection<VectorBlock> references) {
    return references
        .apply(
            "Write",
            ParDo.of(new Write(blocks, encoders, output))
                .withSideInputs(blocks.index(), blocks.excluded()))
        .setTypeDescriptor(TypeDescriptors.strings());
  }

  private static final class Write extends DoFn<VectorBlock, String> {
    private final SplitBlocks blocks;
    private final List<String> encoders;
    private final String output;

    Write(SplitBlocks blocks, List<String> encoders, String output) {
      this.blocks = blocks;
      this.encoders = encoders;
      this.output = output;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, OutputReceiver<String> out)
        throws IOException {
      BlockIndex index = context.sideInput(blocks.index());
      int ordinal = index.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(blocks.excluded()));
      int[] rows =
          IntStream.range(0, block.rows())
              .filter(row -> !excluded.contains(ordinal, row))
              .toArray();
      TreeMap<String, String> tables = new TreeMap<>();
      for (String encoder : encoders) {
        NpyName name = NpyName.of(encoder, output, ordinal);
        try (OpenBlocks open = blocks.open(encoder, index)) {
          VectorBlockFile file = open.get(ordinal);
          NpyWriter.write(name.vectors(), file, rows);
          if (tables.put(name.metadata(), encoder) == null) {
            MetadataWriter.write(name.metadata(), file, rows);
          }
        }
      }
      tables.keySet().forEach(out::output);
    }
  }
}
