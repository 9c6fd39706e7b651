package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.tally.Tally;
import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Settles which rows of a split take part: those with a usable vector, one for each key.
 *
 * @param blocks the split for the steps that follow
 * @param skipped all examples that were left out, duplicates included
 * @param tally all events, duplicates included
 */
public record UsableRows(
    SplitBlocks blocks, PCollection<SkippedExample> skipped, PCollection<KV<String, Long>> tally) {

  private static final String STAGE = "read";
  private static final String REASON = "another example of the set has the same key";

  /**
   * Settles the rows of a split.
   *
   * @param cacheBytes limit of each worker's {@link BlockCache}
   */
  public static UsableRows of(SplitVectors vectors, long cacheBytes) {
    String split = vectors.split();
    PCollectionView<BlockIndex> index = index(vectors);
    PCollection<Long> unusable = unusable(vectors, index);
    PCollectionView<List<Long>> unusableView =
        unusable.apply("View unusable " + split, View.asList());
    PCollection<KV<String, Long>> duplicates =
        vectors
            .blocks()
            .apply(
                "Duplicates " + split,
                FindDuplicateKeys.of(
                    new SplitBlocks(
                        vectors.folder(), vectors.keys(), index, unusableView, cacheBytes)));
    PCollection<Long> duplicateRows =
        duplicates.apply(
            "Rows of duplicates " + split,
            MapElements.into(TypeDescriptors.longs()).via(KV::getValue));
    PCollectionView<List<Long>> excluded =
        PCollectionList.of(unusable)
            .and(duplicateRows)
            .apply("Excluded " + split, Flatten.pCollections())
            .apply("View excluded " + split, View.asList());
    PCollection<SkippedExample> duplicateExamples =
        duplicates.apply(
            "Skip duplicates " + split, ParDo.of(new ToSkipped(index)).withSideInputs(index));
    PCollection<KV<String, Long>> duplicateTally =
        duplicates.apply(
            "Count duplicates " + split,
            MapElements.into(
                    TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()))
                .via(duplicate -> KV.of(Tally.skipped(split, STAGE, REASON), 1L)));
    return new UsableRows(
        new SplitBlocks(vectors.folder(), vectors.keys(), index, excluded, cacheBytes),
        PCollectionList.of(vectors.skipped())
            .and(duplicateExamples)
            .apply("Skipped " + split, Flatten.pCollections()),
        PCollectionList.of(vectors.tally())
            .and(duplicateTally)
            .apply("Tally " + split, Flatten.pCollections()));
  }

  /**
   * A split but for the rows without a usable vector, whatever their keys.
   *
   * @param cacheBytes limit of each worker's {@link BlockCache}
   */
  public static SplitBlocks withVectors(SplitVectors vectors, long cacheBytes) {
    PCollectionView<BlockIndex> index = index(vectors);
    PCollectionView<List<Long>> unusable =
        unusable(vectors, index).apply("View unusable " + vectors.split(), View.asList());
    return new SplitBlocks(vectors.folder(), vectors.keys(), index, unusable, cacheBytes);
  }

  private static PCollectionView<BlockIndex> index(SplitVectors vectors) {
    return vectors
        .blocks()
        .apply("Index " + vectors.split(), Combine.globally(new CollectBlocks()).asSingletonView());
  }

  private static PCollection<Long> unusable(
      SplitVectors vectors, PCollectionView<BlockIndex> index) {
    return vectors
        .unusable()
        .apply(
            "Unusable " + vectors.split(), ParDo.of(new ToReference(index)).withSideInputs(index));
  }

  private static final class ToReference extends DoFn<UnusableRow, Long> {
    private final PCollectionView<BlockIndex> index;

    ToReference(PCollectionView<BlockIndex> index) {
      this.index = index;
    }

    @ProcessElement
    public void process(
        @Element UnusableRow row, ProcessContext context, OutputReceiver<Long> out) {
      out.output(RowReference.of(context.sideInput(index).ordinal(row.block()), row.row()));
    }
  }

  private static final class ToSkipped extends DoFn<KV<String, Long>, SkippedExample> {
    private final PCollectionView<BlockIndex> index;

    ToSkipped(PCollectionView<BlockIndex> index) {
      this.index = index;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Long> duplicate,
        ProcessContext context,
        OutputReceiver<SkippedExample> out) {
      VectorBlock block = context.sideInput(index).block(RowReference.block(duplicate.getValue()));
      out.output(SkippedExample.of(block.shard(), duplicate.getKey(), STAGE, REASON));
    }
  }
}
