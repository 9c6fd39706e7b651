package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.LocalModel;
import io.github.dejavubeam.transforms.npy.NpyPart;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * What a run would do, printed in place of doing it. It is made when options, models and shards
 * have been checked, and checks what the run would only find later: that shards can be read.
 */
final class DryRun {

  private static final long FLOAT_BYTES = 4;
  private static final long PIXEL_BYTES = 3;

  private final PipelineOptions options;
  private final List<String> lines = new ArrayList<>();
  private final TreeSet<String> models = new TreeSet<>();
  private long embeddingBytes;
  private long searchBytes;

  private DryRun(Verb<?> verb, PipelineOptions options, String output) {
    this.options = options;
    lines.add(
        "dejavu " + verb.name() + " would run; everything that can be checked before is in order.");
    line("output", output + freeSpace(output));
  }

  /** A plan of a verb that writes to that directory. */
  static DryRun of(Verb<?> verb, PipelineOptions options, String output) {
    return new DryRun(verb, options, output);
  }

  /**
   * Adds the files of an option: the shards of a split, or annotations.
   *
   * @throws UsageException if one may not be read; of remote ones, the first and the last are tried
   */
  DryRun reading(String option, List<Shard> shards) {
    for (int i = 0; i < shards.size(); i++) {
      boolean end = i == 0 || i == shards.size() - 1;
      requireReadable(option, shards.get(i).path(), end);
    }
    long bytes = shards.stream().mapToLong(Shard::sizeBytes).sum();
    line(option, String.format("%,d files, %s", shards.size(), size(bytes)));
    return this;
  }

  /** Adds shards that are embedded. */
  DryRun embedding(List<Shard> shards, EmbeddingPlan plan) {
    reading(plan.split(), shards);
    long bytes = plan.needsImage() ? PIXEL_BYTES * plan.maxPixels() : 0;
    for (EncoderSpec encoder : plan.encoders()) {
      models.add(encoder.directory());
      // A block is kept on the heap until it is full, and again outside of it while it is written.
      bytes += 2 * FLOAT_BYTES * plan.blockRows() * encoder.dimension();
      line(
          "",
          String.format(
              Locale.ROOT,
              "embedded by %s: %d components, batches of %d on %s",
              encoder.key(),
              encoder.dimension(),
              plan.batchSize(),
              plan.placement().device()));
    }
    embeddingBytes = Math.max(embeddingBytes, bytes);
    return this;
  }

  /** Adds vectors made before. */
  DryRun vectors(String split, String folder, long rows) {
    line(split, String.format(Locale.ROOT, "%,d vectors of each encoder in %s", rows, folder));
    return this;
  }

  /** Adds vectors of other programs, to be converted. */
  DryRun npy(String split, List<NpyPart> parts) {
    line(split, String.format(Locale.ROOT, "%,d parts of .npy files", parts.size()));
    return this;
  }

  /** Adds studies that are read. */
  DryRun studies(List<String> directories) {
    directories.forEach(directory -> line("study", directory));
    return this;
  }

  /** Adds a search. */
  DryRun searching(SearchOptions search) {
    searchBytes = search.getSearchMemory();
    line("search", "by --engine=" + search.getEngine());
    return this;
  }

  /** Prints the plan. */
  void print(PrintStream out) {
    line("runner", runner());
    long modelBytes = models.stream().map(LocalModel::of).mapToLong(DryRun::bytesBelow).sum();
    if (!models.isEmpty()) {
      line(
          "memory",
          String.format(
              "%s of files of %d models, once in each worker process",
              size(modelBytes), models.size()));
    }
    if (embeddingBytes > 0) {
      line(
          "",
          "at most "
              + size(embeddingBytes)
              + " in each task that embeds (--blockRows, --maxPixels), on and off the heap");
    }
    if (searchBytes > 0) {
      line("", size(searchBytes) + " in each task that searches (--searchMemory)");
    }
    if (FlinkSettings.cluster(options).isEmpty()) {
      line("", size(Runtime.getRuntime().maxMemory()) + " are the heap of this process");
    }
    lines.forEach(out::println);
  }

  private String runner() {
    int tasks = Parallelism.of(options);
    String together = tasks == 1 ? "one task at a time" : tasks + " tasks at the same time";
    if (!FlinkRunner.class.equals(options.getRunner())) {
      return options.getRunner().getSimpleName() + ", " + together;
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    if (FlinkSettings.cluster(options).isEmpty()) {
      return "Flink in this process, " + together;
    }
    List<String> staged = flink.getFilesToStage();
    long bytes = staged.stream().map(Path::of).mapToLong(DryRun::bytesBelow).sum();
    return String.format(
        "Flink cluster at %s, %s, sent %d files of %s with the job",
        flink.getFlinkMaster(), together, staged.size(), size(bytes));
  }

  private void line(String name, String text) {
    lines.add(String.format("  %-10s %s", name, text));
  }

  private static void requireReadable(String option, String path, boolean tried) {
    if (path.startsWith("/")) {
      if (!Files.isReadable(Path.of(path))) {
        throw new UsageException(
            "--" + option + ": " + path + " may not be read: mend its permissions");
      }
      return;
    }
    if (tried) {
      try (ReadableByteChannel file = FileSystems.open(FileSystems.matchNewResource(path, false))) {
        file.isOpen();
      } catch (IOException e) {
        throw new UsageException("--" + option + ": " + path + ": " + e.getMessage(), e);
      }
    }
  }

  private static String freeSpace(String output) {
    File folder = new File(output);
    return folder.isDirectory() ? ", " + size(folder.getUsableSpace()) + " free" : "";
  }

  private static long bytesBelow(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String size(long bytes) {
    return bytes < 10_000_000
        ? String.format(Locale.ROOT, "%,d KB", (bytes + 999) / 1000)
        : String.format(Locale.ROOT, "%,d MB", bytes / 1_000_000);
  }
}
