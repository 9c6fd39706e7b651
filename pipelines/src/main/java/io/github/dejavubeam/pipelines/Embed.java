package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.io.WriteErrors;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.npy.WriteNpy;
import io.github.dejavubeam.transforms.tally.CheckSkips;
import io.github.dejavubeam.transforms.tally.SkipLimit;
import io.github.dejavubeam.transforms.vectors.BlockCache;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** Embeds examples and stops there: the vectors serve any number of studies. */
final class Embed implements Verb<EmbedOptions> {

  private static final String SPLIT = "input";
  private static final String BLOCKS = "blocks";
  private static final String NPY = "npy";

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public String summary() {
    return "Embeds images and captions into vector blocks that vlm takes in place of shards.";
  }

  @Override
  public Class<EmbedOptions> options() {
    return EmbedOptions.class;
  }

  @Override
  public void run(EmbedOptions options, PrintStream out) {
    String output = OutputPath.of(options.getOutput());
    SplitSource.Shards source;
    SkipLimit limit;
    if (!List.of(BLOCKS, NPY).contains(options.getFormat())) {
      throw new UsageException("--format=" + options.getFormat() + ": choose from blocks, npy");
    }
    try {
      OutputDirectory.requireUsable("--output", output);
      limit = new SkipLimit(options.getMaxBadFraction());
      VectorSources sources = new VectorSources(options, output, false);
      sources.seeObjectsBy(TaggerModel.of("--objectTagger", options.getObjectTagger(), options));
      EncoderChanges changes = new EncoderChanges(options);
      List<String> keys =
          sources.models("--model", options.getModel(), null, changes).stream()
              .flatMap(model -> model.encoders().stream())
              .filter(encoder -> options.getModality().contains(encoder.modality().label()))
              .map(EncoderSpec::key)
              .toList();
      changes.requireUsed();
      if (keys.isEmpty()) {
        throw new UsageException(
            "--modality="
                + String.join(",", options.getModality())
                + " leaves no encoder of these models: choose from image, text");
      }
      List<Shard> shards = ShardPatterns.expand("--input", options.getInput());
      source = new SplitSource.Shards(shards, sources.plan(SPLIT, output, keys));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Pipeline pipeline = Pipeline.create(options);
    SplitSource.Source embedded = source.in(pipeline);
    embedded.vectors().skipped().apply("WriteErrors", WriteErrors.to(output));
    embedded.vectors().tally().apply("CheckSkips", CheckSkips.of(limit, List.of(SPLIT)));
    if (options.getFormat().equals(NPY)) {
      SplitVectors vectors = embedded.vectors();
      vectors
          .blocks()
          .apply(
              "WriteNpy",
              WriteNpy.of(
                  UsableRows.withVectors(vectors, BlockCache.DEFAULT_BYTES),
                  source.plan().encoders().stream().map(EncoderSpec::key).toList(),
                  output + "/npy"));
    }
    if (options.isDryRun()) {
      DryRun dryRun = DryRun.of(this, options, output);
      source.tell(dryRun);
      dryRun.print(out);
      return;
    }
    if (!LocalRun.of(this, options, pipeline).run()) {
      return;
    }
    printResults(source.plan(), out);
    if (options.getFormat().equals(NPY)) {
      out.println("In clip-retrieval's layout: " + output + "/npy");
    }
  }

  private static void printResults(EmbeddingPlan plan, PrintStream out) {
    for (EncoderSpec encoder : plan.encoders()) {
      try {
        VectorManifest manifest = VectorManifest.read(plan.folder(), encoder.key());
        out.printf(
            "%s: %d vectors of %d components (%s) in %d blocks, %d examples left out, %s%n",
            encoder.key(),
            manifest.rows(),
            manifest.dimension(),
            manifest.vectorType(),
            manifest.blocks().size(),
            manifest.skipped(),
            plan.folder().manifest(encoder.key()));
      } catch (IOException e) {
        throw new IllegalStateException("the vectors of " + encoder.key() + " are not complete", e);
      }
    }
  }
}
