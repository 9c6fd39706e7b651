package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.io.AnnotationRange;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.CollectBlocks;
import io.github.dejavubeam.transforms.vectors.KeyBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.work.WorkItems;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Sets of examples with the annotations that lie beside them. Keys are read from vector blocks and
 * meet the annotations; what was found is grouped by block, and for each block one without vectors
 * is written, with what is known of its rows. Searches go on with the blocks as they are.
 *
 * <p>What annotations beside the data say, of classes, of objects, of tags, takes the place of what
 * the shard said; of the rest the shard's word stands.
 *
 * @param sides the sets, in the order given
 * @param skipped annotations that were left out
 * @param tally events of the annotations, counted under the name of the join
 */
public record JoinedAnnotations(
    List<UsableRows> sides,
    PCollection<SkippedExample> skipped,
    PCollection<KV<String, Long>> tally) {

  /**
   * A set of examples.
   *
   * @param vectors the set as it was embedded or given
   * @param rows which of it take part
   * @param needsLabel whether an example without a class is left out
   */
  public record Side(SplitVectors vectors, UsableRows rows, boolean needsLabel) {
    SideBlocks blocks() {
      return new SideBlocks(vectors.split(), rows.blocks(), needsLabel);
    }
  }

  /** What the steps know of a side. */
  record SideBlocks(String split, SplitBlocks blocks, boolean needsLabel) implements Serializable {}

  /**
   * Joins annotations to examples.
   *
   * @param name of the annotations, which is that of the option, too
   * @param files where they are
   * @param sides the sets of examples; all of them meet all annotations
   * @param output folder below which blocks of the annotated examples are written
   */
  public static JoinedAnnotations of(
      Pipeline pipeline,
      String name,
      List<AnnotationRange> files,
      List<Side> sides,
      VectorFolder output) {
    PCollectionTuple read =
        pipeline
            .apply(
                "Files of " + name,
                WorkItems.of(files, SerializableCoder.of(AnnotationRange.class)))
            .apply("Read " + name, ReadAnnotations.as(name));
    List<SideBlocks> blocks = sides.stream().map(Side::blocks).toList();
    PCollectionList<KV<String, KeyMeeting>> keys =
        PCollectionList.of(read.get(ReadAnnotations.ANNOTATIONS));
    PCollectionList<KV<Long, RowAnnotations>> rows = PCollectionList.empty(pipeline);
    for (int i = 0; i < sides.size(); i++) {
      PCollectionTuple ids =
          sides
              .get(i)
              .vectors()
              .blocks()
              .apply(
                  "Keys of " + blocks.get(i).split() + " for " + name,
                  ReadBlockKeys.of(i, blocks.get(i).blocks()));
      keys = keys.and(ids.get(ReadBlockKeys.KEYS));
      rows = rows.and(ids.get(ReadBlockKeys.BLOCKS));
    }
    PCollectionTuple met =
        keys.apply(
            "Meet " + name, MeetKeys.of(name, blocks.stream().map(SideBlocks::split).toList()));
    List<PCollectionView<?>> views = new ArrayList<>();
    for (SideBlocks side : blocks) {
      views.add(side.blocks().index());
      views.add(side.blocks().excluded());
    }
    PCollectionTuple written =
        rows.and(met.get(MeetKeys.FOUND))
            .apply("Rows of " + name, Flatten.pCollections())
            .apply("By block of " + name, GroupByKey.create())
            .apply(
                "Write " + name,
                ParDo.of(new WriteAnnotatedBlocks(blocks, output))
                    .withSideInputs(views)
                    .withOutputTags(
                        WriteAnnotatedBlocks.BLOCKS, WriteAnnotatedBlocks.OTHER_OUTPUTS));
    List<UsableRows> joined = new ArrayList<>();
    for (int i = 0; i < sides.size(); i++) {
      joined.add(annotated(i, name, sides.get(i), written, output));
    }
    return new JoinedAnnotations(
        joined,
        PCollectionList.of(read.get(ReadAnnotations.SKIPPED))
            .and(met.get(MeetKeys.SKIPPED))
            .apply("Skipped of " + name, Flatten.pCollections()),
        PCollectionList.of(read.get(ReadAnnotations.TALLY))
            .and(met.get(MeetKeys.TALLY))
            .apply("Events of " + name, Flatten.pCollections()));
  }

  private static UsableRows annotated(
      int ordinal, String name, Side side, PCollectionTuple written, VectorFolder output) {
    String split = side.vectors().split();
    String suffix = split + " with " + name;
    PCollection<VectorBlock> blocks =
        of(ordinal, "Blocks of " + suffix, written.get(WriteAnnotatedBlocks.BLOCKS));
    PCollectionView<BlockIndex> index =
        blocks.apply("Index " + suffix, Combine.globally(new CollectBlocks()).asSingletonView());
    PCollectionView<List<Long>> excluded =
        of(ordinal, "Excluded of " + suffix, written.get(WriteAnnotatedBlocks.EXCLUDED))
            .apply("View excluded " + suffix, View.asList());
    PCollection<SkippedExample> unlabelled =
        of(ordinal, "Unlabelled of " + suffix, written.get(WriteAnnotatedBlocks.UNLABELLED));
    PCollection<KV<String, Long>> events =
        unlabelled.apply("Count unlabelled of " + suffix, ParDo.of(new CountSkips(split)));
    return new UsableRows(
        new SplitBlocks(
            side.vectors().folder(),
            new KeyBlocks(output, split),
            index,
            excluded,
            side.rows().blocks().cacheBytes()),
        PCollectionList.of(side.rows().skipped())
            .and(unlabelled)
            .apply("Skipped " + suffix, Flatten.pCollections()),
        PCollectionList.of(side.rows().tally())
            .and(events)
            .apply("Tally " + suffix, Flatten.pCollections()));
  }

  private static <T> PCollection<T> of(
      int ordinal, String what, PCollection<KV<Integer, T>> ofAll) {
    return ofAll
        .apply(what, Filter.by(one -> Objects.equals(one.getKey(), ordinal)))
        .apply(what + " alone", Values.create());
  }

  /** Turns examples left out into events. */
  private static final class CountSkips extends DoFn<SkippedExample, KV<String, Long>> {
    private final String split;

    CountSkips(String split) {
      this.split = split;
    }

    @ProcessElement
    public void process(@Element SkippedExample skipped, OutputReceiver<KV<String, Long>> out) {
      out.output(KV.of(Tally.skipped(split, skipped.stage(), skipped.reason()), 1L));
    }
  }
}
