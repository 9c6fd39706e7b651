package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.benchmark.PipelineRun;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.model.Encoder;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.Modality;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;

/** The pipeline of embed with one encoder, run on embedded Flink into a folder that is deleted. */
final class BenchEmbedPipeline {

  private static final int BLOCK_ROWS = 65_536;

  private final BenchEmbedPlan plan;
  private final EncoderSpec encoder;
  private final FlinkPipelineOptions options;

  BenchEmbedPipeline(BenchEmbedPlan plan, EncoderSpec encoder, BenchEmbedOptions options) {
    this.plan = plan;
    this.encoder = encoder;
    this.options = options.as(FlinkPipelineOptions.class);
    this.options.setParallelism(plan.threads());
  }

  /** A run that embeds the input so many times. */
  PipelineRun start(int times) {
    try {
      return new Run(Files.createTempDirectory("dejavu-bench-"), repeated(times));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Run implements PipelineRun {
    private final Path folder;
    private final List<Shard> shards;

    Run(Path folder, List<Shard> shards) {
      this.folder = folder;
      this.shards = shards;
    }

    @Override
    public long run() {
      Pipeline pipeline = Pipeline.create(options);
      new SplitSource.Shards(shards, embedding(folder)).in(pipeline);
      pipeline.run().waitUntilFinish();
      try {
        return VectorManifest.read(new VectorFolder(folder.toString()), encoder.key()).rows();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      try {
        delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private EmbeddingPlan embedding(Path folder) {
    boolean images = encoder.modality() == Modality.IMAGE;
    return new EmbeddingPlan(
        "input",
        new VectorFolder(folder.toString()),
        List.of(encoder),
        images,
        !images,
        false,
        null,
        BLOCK_ROWS,
        VectorType.FLOAT32,
        plan.batchSize(),
        plan.placement(),
        Encoder.intraOpThreads(plan.threads()),
        plan.maxPixels(),
        ReadLimits.defaults(),
        null);
  }

  /** A shard with another time of change is another shard to the records of what is finished. */
  private List<Shard> repeated(int times) {
    List<Shard> shards = new ArrayList<>();
    for (int time = 0; time < times; time++) {
      for (Shard shard : plan.shards()) {
        shards.add(Shard.of(shard.path(), shard.sizeBytes(), shard.lastModifiedMillis() + time));
      }
    }
    return shards;
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
