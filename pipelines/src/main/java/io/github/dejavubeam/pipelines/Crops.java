package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.crop.BackgroundCrop;
import io.github.dejavubeam.transforms.imagetest.CropShards;
import io.github.dejavubeam.transforms.imagetest.CropTagging;
import io.github.dejavubeam.transforms.imagetest.WriteCropsManifest;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.io.WriteErrors;
import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.CheckSkips;
import io.github.dejavubeam.transforms.tally.SkipLimit;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.work.WorkItems;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/** Writes background crops as shards, to train a classifier of them elsewhere. */
final class Crops implements Verb<CropsOptions> {

  @Override
  public String name() {
    return "crops";
  }

  @Override
  public String summary() {
    return "Writes the background crops of examples as shards, with their classes and tags.";
  }

  @Override
  public Class<CropsOptions> options() {
    return CropsOptions.class;
  }

  @Override
  public void run(CropsOptions options, PrintStream out) {
    String output = OutputPath.of(options.getOutput());
    List<KV<Integer, Shard>> numbered = new ArrayList<>();
    BackgroundCrop crop = CropRule.of(options);
    SkipLimit limit;
    CropShards crops = CropShards.of(crop, Math.max(1, options.getMaxPixels()), output);
    String tags = "annotated";
    try {
      OutputDirectory.requireUsable("--output", output);
      limit = new SkipLimit(options.getMaxBadFraction());
      for (Shard shard : ShardPatterns.expand("--input", options.getInput())) {
        numbered.add(KV.of(numbered.size(), shard));
      }
      Optional<TaggerModel> tagger = TaggerModel.of("--tagger", options.getTagger(), options);
      if (tagger.isPresent()) {
        crops = crops.withTags(tagging(tagger.get().tagger(), options));
        tags = tagger.get().tagger().digest();
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Stage.of("crop", "bytes")
        .expect(numbered.stream().mapToLong(shard -> shard.getValue().sizeBytes()).sum());
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple cropped =
        pipeline
            .apply(
                "Shards",
                WorkItems.of(
                    numbered, KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Shard.class))))
            .apply("Crop", crops);
    PCollection<String> errors =
        cropped.get(CropShards.SKIPPED).apply("WriteErrors", WriteErrors.to(output));
    PCollection<Tally> tally =
        cropped
            .get(CropShards.TALLY)
            .apply("CheckSkips", CheckSkips.of(limit, List.of(CropShards.SPLIT)));
    tally.apply(
        "WriteManifest",
        WriteCropsManifest.of(
            output, crop.description(), tags, List.of(cropped.get(CropShards.FILES), errors)));
    if (options.isDryRun()) {
      List<Shard> shards = numbered.stream().map(KV::getValue).toList();
      DryRun.of(this, options, output).reading("input", shards).print(out);
      return;
    }
    if (!LocalRun.of(this, options, output, pipeline).run()) {
      return;
    }
    out.println("Crops: " + output + " (crops-*.tar, errors, manifest.json)");
  }

  private static CropTagging tagging(ImageTagger tagger, CropsOptions options) {
    if (options.getBatchSize() < 1) {
      throw new UsageException(
          "--batchSize=" + options.getBatchSize() + ": give a number of at least 1");
    }
    return new CropTagging(
        tagger,
        ModelPlacement.of(options, options.getDevice(), CudaSettings.DEFAULT),
        options.getBatchSize(),
        Parallelism.threadsOfModels(options));
  }
}
