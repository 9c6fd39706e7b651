package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.embedding.EmbedShards;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.embedding.ShardGroups;
import io.github.dejavubeam.transforms.npy.ConvertNpy;
import io.github.dejavubeam.transforms.npy.NpyPart;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.vectors.ReadVectors;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.work.WorkItems;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Where the vectors of a split come from, found and checked before the pipeline is built. */
sealed interface SplitSource {

  /** Adds the source to a pipeline. */
  Source in(Pipeline pipeline);

  /** Adds the source to a plan that is only printed. */
  void tell(DryRun plan);

  /**
   * A source in a pipeline.
   *
   * @param vectors the split
   * @param manifests paths of manifests that are written, to wait for; absent where none is
   */
  record Source(SplitVectors vectors, Optional<PCollection<String>> manifests) {}

  /** Shards to embed. */
  record Shards(List<Shard> shards, EmbeddingPlan plan) implements SplitSource {

    @Override
    public Source in(Pipeline pipeline) {
      Stage.of("embed " + plan.split(), "bytes")
          .expect(shards.stream().mapToLong(Shard::sizeBytes).sum());
      EmbedShards embed = EmbedShards.of(plan);
      PCollectionTuple embedded =
          pipeline
              .apply(
                  "Shards of " + plan.split(),
                  WorkItems.of(
                      ShardGroups.of(shards), ListCoder.of(SerializableCoder.of(Shard.class))))
              .apply("Embed " + plan.split(), embed);
      return new Source(embed.vectors(embedded), Optional.of(embed.writeManifests(embedded)));
    }

    @Override
    public void tell(DryRun dryRun) {
      dryRun.embedding(shards, plan);
    }
  }

  /**
   * Vectors in .npy files, to be converted.
   *
   * @param split its name
   * @param folder where its blocks go
   * @param encoders of the vectors
   */
  record Npy(
      String split, List<NpyPart> parts, VectorFolder folder, List<String> encoders, int blockRows)
      implements SplitSource {

    @Override
    public Source in(Pipeline pipeline) {
      ConvertNpy convert = ConvertNpy.of(split, folder, blockRows);
      PCollectionTuple converted =
          pipeline
              .apply("Files of " + split, WorkItems.of(parts, SerializableCoder.of(NpyPart.class)))
              .apply("Convert " + split, convert);
      return new Source(convert.vectors(converted, encoders.get(0)), Optional.empty());
    }

    @Override
    public void tell(DryRun plan) {
      plan.npy(split, parts);
    }
  }

  /**
   * Vectors made before.
   *
   * @param split its name
   * @param folder where they are
   * @param rows vectors of each encoder
   */
  record Vectors(ReadVectors vectors, String split, String folder, long rows)
      implements SplitSource {

    @Override
    public Source in(Pipeline pipeline) {
      return new Source(vectors.in(pipeline), Optional.empty());
    }

    @Override
    public void tell(DryRun plan) {
      plan.vectors(split, folder, rows);
    }
  }
}
