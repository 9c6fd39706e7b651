package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.conversion.ImageFolderShards;
import io.github.dejavubeam.transforms.io.ReadLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/** Turns a folder of images by class into shards. */
final class Shards implements Verb<ShardsOptions> {

  @Override
  public String name() {
    return "shards";
  }

  @Override
  public String summary() {
    return "Turns a folder of images with a folder for each class into shards.";
  }

  @Override
  public Class<ShardsOptions> options() {
    return ShardsOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(ShardsOptions options, PrintStream out) {
    if (options.getInput().size() != 1 || !Files.isDirectory(Path.of(options.getInput().get(0)))) {
      throw new UsageException(
          "--input=" + String.join(",", options.getInput()) + ": give one folder of class folders");
    }
    if (options.getExamplesPerShard() < 1) {
      throw new UsageException(
          "--examplesPerShard=" + options.getExamplesPerShard() + ": give a number of at least 1");
    }
    String output = OutputPath.of(options.getOutput());
    requireEmpty(output);
    ImageFolderShards conversion =
        new ImageFolderShards(
            Path.of(options.getInput().get(0)),
            output,
            options.getExamplesPerShard(),
            ReadLimits.defaults());
    try {
      ImageFolderShards.Outcome outcome = conversion.write();
      out.printf(
          "%d images of %d classes in %d shards, %s%n",
          outcome.images(), outcome.classes(), outcome.shards().size(), output);
      outcome.leftOut().forEach((reason, count) -> out.printf("left out: %d, %s%n", count, reason));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireEmpty(String output) {
    try {
      if (!FileSystems.match(output + "/*", EmptyMatchTreatment.ALLOW).metadata().isEmpty()) {
        throw new UsageException(
            "--output=" + output + " is not empty: choose another directory or remove it");
      }
    } catch (IOException e) {
      throw new UsageException("--output=" + output + ": " + e.getMessage(), e);
    }
  }
}
