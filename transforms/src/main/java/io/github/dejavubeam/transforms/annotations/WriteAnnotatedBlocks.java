package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.annotations.JoinedAnnotations.SideBlocks;
import io.github.dejavubeam.transforms.io.Annotations;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.KeyedAnnotations;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import io.github.dejavubeam.transforms.vectors.VectorBlockWriter;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Writes a block again, without its vectors and with the annotations found for it. Memory: what is
 * known of the rows of one block, but for their vectors.
 */
final class WriteAnnotatedBlocks
    extends DoFn<KV<Long, Iterable<RowAnnotations>>, KV<Integer, VectorBlock>> {

  /** The blocks, by the ordinal of their set. */
  static final TupleTag<KV<Integer, VectorBlock>> BLOCKS = new TupleTag<>() {};

  /** References of rows that take no part, those that took none before among them. */
  static final TupleTag<KV<Integer, Long>> EXCLUDED = new TupleTag<>() {};

  /** Examples that take no part for want of a class. */
  static final TupleTag<KV<Integer, SkippedExample>> UNLABELLED = new TupleTag<>() {};

  static final TupleTagList OTHER_OUTPUTS = TupleTagList.of(List.of(EXCLUDED, UNLABELLED));

  private static final int NO_COMPONENTS = 0;

  private final List<SideBlocks> sides;
  private final VectorFolder output;

  WriteAnnotatedBlocks(List<SideBlocks> sides, VectorFolder output) {
    this.sides = sides;
    this.output = output;
  }

  @ProcessElement
  public void process(
      @Element KV<Long, Iterable<RowAnnotations>> found,
      ProcessContext context,
      MultiOutputReceiver out)
      throws IOException {
    int ordinal = RowReference.block(found.getKey());
    int number = RowReference.row(found.getKey());
    SideBlocks side = sides.get(ordinal);
    BlockIndex index = context.sideInput(side.blocks().index());
    ExcludedRows excluded =
        ExcludedRows.ofBlock(number, context.sideInput(side.blocks().excluded()));
    VectorBlock block = index.block(number);
    Int2ObjectOpenHashMap<byte[]> annotations = new Int2ObjectOpenHashMap<>();
    for (RowAnnotations row : found.getValue()) {
      if (row.row() >= 0) {
        annotations.put(row.row(), row.json());
      }
    }
    BlockRows rows = new BlockRows();
    try (OpenBlocks open = side.blocks().openKeys(index)) {
      VectorBlockFile file = open.get(number);
      for (int i = 0; i < file.rows(); i++) {
        BlockRows.Row row = row(file, i, annotations.get(i));
        rows.add(row);
        if (rows.isOverfull()) {
          throw new IOException(
              "the annotations of block %s of the %s set are too large for one block: embed it with"
                      .formatted(block.name(), side.split())
                  + " a smaller --blockRows");
        }
        boolean unlabelled = side.needsLabel() && row.label() == null;
        if (excluded.contains(number, i)) {
          out.get(EXCLUDED).output(KV.of(ordinal, RowReference.of(number, i)));
        } else if (unlabelled) {
          out.get(EXCLUDED).output(KV.of(ordinal, RowReference.of(number, i)));
          out.get(UNLABELLED)
              .output(
                  KV.of(ordinal, SkippedExample.of(block.shard(), row.id(), "read", "no label")));
        }
      }
    }
    AtomicFiles.write(
        output.block(side.split(), block.name()),
        channel ->
            VectorBlockWriter.write(
                channel, rows, new float[0], NO_COMPONENTS, VectorType.FLOAT32));
    out.get(BLOCKS).output(KV.of(ordinal, block));
  }

  private static BlockRows.Row row(VectorBlockFile file, int row, @Nullable byte[] json) {
    Annotations beside = json == null ? null : KeyedAnnotations.parse(json, ReadLimits.defaults());
    return new BlockRows.Row(
        file.id(row),
        file.imageHash(row),
        file.captionHash(row),
        file.exampleHash(row),
        beside != null && beside.hasObjects() ? beside.objects() : file.objects(row),
        beside != null && beside.label() != null ? beside.label() : file.label(row),
        beside != null && beside.hasTags() ? beside.tags() : file.tags(row),
        file.caption(row));
  }
}
