package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.correlation.TagCountsFn;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.imagetest.CountTaggedBlocks;
import io.github.dejavubeam.transforms.imagetest.CountTags;
import io.github.dejavubeam.transforms.imagetest.TagCountsFile;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.model.Tagger;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.work.WorkItems;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Where Naive Bayes learns from: shards to count, or counts made before. */
sealed interface TagSource {

  /** The option that names it. */
  String OPTION = "--correlationTrain";

  /**
   * The source that an option names, if it names one.
   *
   * @throws UsageException if it is not there or cannot be read
   */
  static Optional<TagSource> of(List<String> patterns) {
    if (patterns == null || patterns.isEmpty()) {
      return Optional.empty();
    }
    if (patterns.size() > 1 || !patterns.get(0).endsWith(".json")) {
      return Optional.of(new Shards(ShardPatterns.expand(OPTION, patterns)));
    }
    try {
      TagCounts counts = TagCountsFile.read(patterns.get(0));
      if (counts.classes() == 0) {
        throw new UsageException(OPTION + "=" + patterns.get(0) + " counts no example");
      }
      return Optional.of(new Counted(counts));
    } catch (IOException e) {
      throw new UsageException(OPTION + "=" + patterns.get(0) + ": " + e.getMessage(), e);
    }
  }

  /** The shards that are read, if any are. */
  default List<Shard> read() {
    return List.of();
  }

  /** The split that is read, if one is. */
  default Optional<String> split() {
    return Optional.empty();
  }

  /**
   * This source with tags that a tagger sees in place of annotated ones; counts made before stay.
   *
   * @param plan how the tagger embeds the crops
   * @param cacheBytes limit of each worker's cache of blocks
   */
  default TagSource by(Tagger tagger, EmbeddingPlan plan, long cacheBytes) {
    return this;
  }

  /** Adds the source to a pipeline. */
  Source in(Pipeline pipeline);

  /** Adds the source to a plan that is only printed. */
  void tell(DryRun plan);

  /**
   * A source in a pipeline.
   *
   * @param counts the counts, one element
   * @param skipped what was left out; none or one collection
   * @param tally events of the split; none or one collection
   * @param written files to wait for
   */
  record Source(
      PCollection<TagCounts> counts,
      List<PCollection<SkippedExample>> skipped,
      List<PCollection<KV<String, Long>>> tally,
      List<PCollection<?>> written) {}

  /** Shards to count. */
  record Shards(List<Shard> shards) implements TagSource {

    @Override
    public List<Shard> read() {
      return shards;
    }

    @Override
    public Optional<String> split() {
      return Optional.of(CountTags.SPLIT);
    }

    @Override
    public TagSource by(Tagger tagger, EmbeddingPlan plan, long cacheBytes) {
      return new Tagged(new SplitSource.Shards(shards, plan), tagger, cacheBytes);
    }

    @Override
    public Source in(Pipeline pipeline) {
      Stage.of("count tags", "bytes").expect(shards.stream().mapToLong(Shard::sizeBytes).sum());
      PCollectionTuple read =
          pipeline
              .apply("Shards of tags", WorkItems.of(shards, SerializableCoder.of(Shard.class)))
              .apply("Read tags", CountTags.create());
      return new Source(
          read.get(CountTags.EXAMPLES).apply("Count tags", Combine.globally(new TagCountsFn())),
          List.of(read.get(CountTags.SKIPPED)),
          List.of(read.get(CountTags.TALLY)),
          List.of());
    }

    @Override
    public void tell(DryRun plan) {
      plan.reading(CountTags.SPLIT, shards);
    }
  }

  /** Counts made before. */
  record Counted(TagCounts counts) implements TagSource {

    @Override
    public Source in(Pipeline pipeline) {
      return new Source(
          pipeline.apply(
              "Counted tags",
              Create.of(counts)
                  .withCoder(
                      new TagCountsFn()
                          .getDefaultOutputCoder(CoderRegistry.createDefault(), null))),
          List.of(),
          List.of(),
          List.of());
    }

    @Override
    public void tell(DryRun plan) {
      // They are part of the job, and take nothing else.
    }
  }

  /** Shards whose crops a tagger sees. */
  record Tagged(SplitSource.Shards source, Tagger tagger, long cacheBytes) implements TagSource {

    @Override
    public Optional<String> split() {
      return Optional.of(CountTags.SPLIT);
    }

    @Override
    public Source in(Pipeline pipeline) {
      SplitSource.Source embedded = source.in(pipeline);
      UsableRows rows = UsableRows.of(embedded.vectors(), cacheBytes);
      return new Source(
          embedded
              .vectors()
              .blocks()
              .apply("See tags", CountTaggedBlocks.of(tagger, rows.blocks()))
              .apply("Count tags", Combine.globally(new TagCountsFn())),
          List.of(rows.skipped()),
          List.of(rows.tally()),
          List.copyOf(embedded.manifests().stream().toList()));
    }

    @Override
    public void tell(DryRun plan) {
      source.tell(plan);
    }
  }
}
