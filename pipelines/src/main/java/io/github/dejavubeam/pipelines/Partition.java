package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.partition.PartSizes;
import io.github.dejavubeam.transforms.partition.PartitionShards;
import io.github.dejavubeam.transforms.partition.WriteChecks;
import io.github.dejavubeam.transforms.partition.WriteLists;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.work.WorkItems;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Cuts an annotated data set into training sets A, B, what both share, and a public set. */
final class Partition implements Verb<PartitionOptions> {

  private static final long MAX_MANIFEST_BYTES = 1L << 30;

  @Override
  public String name() {
    return "partition";
  }

  @Override
  public String summary() {
    return "Lists disjoint training sets A and B and a public set, balanced by class.";
  }

  @Override
  public Class<PartitionOptions> options() {
    return PartitionOptions.class;
  }

  @Override
  public void run(PartitionOptions options, PrintStream out) {
    String output = OutputPath.of(options.getOutput());
    List<Shard> shards;
    PartSizes sizes;
    try {
      OutputDirectory.requireUsable("--output", output);
      shards = ShardPatterns.expand("--input", options.getInput());
      sizes =
          new PartSizes(
              options.getExamplesPerClass(),
              options.getSharedPerClass(),
              options.getPublicPerClass());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    if (options.getListFiles() < 1) {
      throw new UsageException(
          "--listFiles=" + options.getListFiles() + ": give a number of at least 1");
    }
    Stage.of("partition", "bytes").expect(shards.stream().mapToLong(Shard::sizeBytes).sum());
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple parts =
        pipeline
            .apply("Shards", WorkItems.of(shards, SerializableCoder.of(Shard.class)))
            .apply("Partition", PartitionShards.of(sizes));
    PCollection<KV<String, Long>> written =
        parts
            .get(PartitionShards.KEYS)
            .apply("WriteLists", WriteLists.to(output, options.getListFiles()));
    parts.apply("WriteChecks", WriteChecks.of(output, written));
    if (options.isDryRun()) {
      DryRun.of(this, options, output).reading("input", shards).print(out);
      return;
    }
    if (!LocalRun.of(this, options, output, pipeline).run()) {
      return;
    }
    printChecks(output, out);
  }

  private static void printChecks(String output, PrintStream out) {
    JsonNode manifest;
    try {
      manifest =
          new ObjectMapper()
              .readTree(AtomicFiles.read(output + "/manifest.json", MAX_MANIFEST_BYTES));
    } catch (IOException e) {
      throw new IllegalStateException("the checks cannot be read", e);
    }
    manifest
        .get("lists")
        .fields()
        .forEachRemaining(
            list -> out.println(list.getKey() + ": " + list.getValue() + " examples"));
    out.println("keys in two places: " + manifest.get("keysInTwoPlaces"));
    out.println("classes too small, left out: " + manifest.get("smallClasses").size());
    manifest
        .get("leftOut")
        .fields()
        .forEachRemaining(
            reason -> out.println("left out, " + reason.getKey() + ": " + reason.getValue()));
    out.println("Lists and checks: " + output + " (*.txt, manifest.json)");
  }
}
