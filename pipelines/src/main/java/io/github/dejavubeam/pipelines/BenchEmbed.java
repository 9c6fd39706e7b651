package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.benchmark.EmbeddingBenchmark;
import io.github.dejavubeam.transforms.benchmark.EmbeddingSpeed;
import io.github.dejavubeam.transforms.benchmark.EncodedExamples;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.model.Encoder;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.Modality;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;

/** Measures what a pipeline adds to the cost of preprocessing and of the model itself. */
final class BenchEmbed implements Verb<BenchEmbedOptions> {

  private static final int MAX_TIMES = 10_000;

  @Override
  public String name() {
    return "bench embed";
  }

  @Override
  public String summary() {
    return "Measures how fast examples are embedded, and what of it is the model itself.";
  }

  @Override
  public Class<BenchEmbedOptions> options() {
    return BenchEmbedOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(BenchEmbedOptions options, PrintStream out) {
    BenchEmbedPlan plan = BenchEmbedPlan.of(options);
    Map<Modality, EmbeddingSpeed> speeds = new EnumMap<>(Modality.class);
    Map<Modality, Integer> counts = new EnumMap<>(Modality.class);
    ProgressDisplay display = ProgressDisplay.start(System.err);
    try {
      for (EncoderSpec encoder : plan.encoders()) {
        EncodedExamples examples = examples(plan, encoder);
        counts.put(encoder.modality(), examples.size());
        speeds.put(encoder.modality(), measure(plan, encoder, examples, options));
      }
    } finally {
      display.close();
    }
    BenchEmbedResult result = BenchEmbedResult.of(plan, counts, speeds);
    out.print(options.isJson() ? result.json() + System.lineSeparator() : result.table());
  }

  private static EncodedExamples examples(BenchEmbedPlan plan, EncoderSpec encoder) {
    boolean images = encoder.modality() == Modality.IMAGE;
    try {
      EncodedExamples examples =
          EncodedExamples.read(plan.shards(), images, !images, ReadLimits.defaults());
      if (examples.size() == 0) {
        throw new UsageException(
            "--input holds no " + (images ? "images" : "captions") + ": give shards that do");
      }
      return examples;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EmbeddingSpeed measure(
      BenchEmbedPlan plan,
      EncoderSpec encoder,
      EncodedExamples examples,
      BenchEmbedOptions options) {
    BenchEmbedPipeline pipeline = new BenchEmbedPipeline(plan, encoder, options);
    try (EmbeddingBenchmark benchmark =
        new EmbeddingBenchmark(
            encoder,
            examples,
            plan.placement(),
            plan.batchSize(),
            plan.threads(),
            Encoder.intraOpThreads(plan.threads()),
            plan.maxPixels())) {
      double pass = examples.size() * benchmark.warmUp(plan.warmUp());
      int times = (int) Math.max(1, Math.min(MAX_TIMES, plan.duration().toNanos() / 1e9 / pass));
      requireVectors(benchmark.warmUp(() -> pipeline.start(1)));
      return benchmark.measure(plan.rounds(), plan.duration(), () -> pipeline.start(times));
    }
  }

  private static void requireVectors(long embedded) {
    if (embedded == 0) {
      throw new UsageException(
          "--input holds no example that can be embedded: dejavu embed tells the reasons");
    }
  }
}
