package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.annotations.AnnotateShards;
import io.github.dejavubeam.transforms.annotations.JoinCounts;
import io.github.dejavubeam.transforms.annotations.WriteAnnotateManifest;
import io.github.dejavubeam.transforms.io.AnnotationRange;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.io.WriteErrors;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.CheckSkips;
import io.github.dejavubeam.transforms.tally.SkipLimit;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Puts annotations that lie beside shards into copies of them. */
final class Annotate implements Verb<AnnotateOptions> {

  @Override
  public String name() {
    return "annotate";
  }

  @Override
  public String summary() {
    return "Writes shards again with annotations in them that lie beside.";
  }

  @Override
  public Class<AnnotateOptions> options() {
    return AnnotateOptions.class;
  }

  @Override
  public void run(AnnotateOptions options, PrintStream out) {
    String output = OutputPath.of(options.getOutput());
    List<Shard> shards;
    List<Shard> files;
    SkipLimit limit;
    try {
      OutputDirectory.requireUsable("--output", output);
      limit = new SkipLimit(options.getMaxBadFraction());
      shards = ShardPatterns.expand("--input", options.getInput());
      files = ShardPatterns.expand("--annotations", options.getAnnotations());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    for (Shard shard : shards) {
      if (!shard.path().endsWith(".tar")) {
        throw new UsageException("--input=" + shard.path() + ": only tars can be annotated");
      }
    }
    long bytes = shards.stream().mapToLong(Shard::sizeBytes).sum();
    Stage.of("read keys", "bytes").expect(bytes);
    Stage.of("write shards", "bytes").expect(bytes);
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple annotated =
        pipeline.apply("Annotate", AnnotateShards.of(shards, AnnotationRange.of(files), output));
    PCollection<String> errors =
        annotated.get(AnnotateShards.SKIPPED).apply("WriteErrors", WriteErrors.to(output));
    annotated
        .get(AnnotateShards.TALLY)
        .apply("CheckSkips", CheckSkips.of(limit, List.of(AnnotateShards.SPLIT, JoinCounts.ALL)))
        .apply(
            "WriteManifest",
            WriteAnnotateManifest.of(output, List.of(annotated.get(AnnotateShards.FILES), errors)));
    if (options.isDryRun()) {
      DryRun.of(this, options, output)
          .reading("input", shards)
          .reading("annotations", files)
          .print(out);
      return;
    }
    if (!LocalRun.of(this, options, output, pipeline).run()) {
      return;
    }
    out.println("Annotated shards: " + output + " (shard-*.tar, errors, manifest.json)");
  }
}
