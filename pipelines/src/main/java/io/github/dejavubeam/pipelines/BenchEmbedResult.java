package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.transforms.benchmark.EmbeddingSpeed;
import io.github.dejavubeam.transforms.benchmark.Speed;
import io.github.dejavubeam.transforms.model.Encoder;
import io.github.dejavubeam.transforms.model.Modality;
import java.util.Locale;
import java.util.Map;

/**
 * What a benchmark of embedding found, as it is printed; times are medians over the rounds.
 *
 * @param model name of the model
 * @param device what it ran on
 * @param threads that embedded at the same time
 * @param intraOpThreads threads of one call of the model
 * @param batchSize examples of one call
 * @param rounds number of measurements
 * @param images images that were preprocessed, again and again; null without an image encoder
 * @param texts likewise of captions
 * @param pipeline from shards to vector blocks
 * @param preprocess decoding and preprocessing, or tokenising, alone
 * @param runtime the model on tensors that are ready
 * @param startCpuSeconds processor time of a pipeline with nothing to embed, which is left out of
 *     {@code pipeline}
 * @param overheadImages processor time of the pipeline by that of its two parts
 * @param overheadTexts likewise of captions
 */
record BenchEmbedResult(
    String model,
    String device,
    int threads,
    int intraOpThreads,
    int batchSize,
    int rounds,
    Integer images,
    Integer texts,
    Part pipeline,
    Part preprocess,
    Part runtime,
    double startCpuSeconds,
    Double overheadImages,
    Double overheadTexts) {

  /**
   * One of the three; a field is null where the model has no such encoder.
   *
   * @param imagesPerSecond of wall time, all threads together
   * @param cpuSecondsPerImage processor time of the process for an image
   * @param textsPerSecond of wall time
   * @param cpuSecondsPerText processor time for a caption
   */
  record Part(
      Double imagesPerSecond,
      Double cpuSecondsPerImage,
      Double textsPerSecond,
      Double cpuSecondsPerText) {

    static Part of(Speed images, Speed texts) {
      return new Part(
          images == null ? null : images.perSecond(),
          images == null ? null : images.cpuSeconds(),
          texts == null ? null : texts.perSecond(),
          texts == null ? null : texts.cpuSeconds());
    }
  }

  static BenchEmbedResult of(
      BenchEmbedPlan plan, Map<Modality, Integer> counts, Map<Modality, EmbeddingSpeed> speeds) {
    EmbeddingSpeed images = speeds.get(Modality.IMAGE);
    EmbeddingSpeed texts = speeds.get(Modality.TEXT);
    return new BenchEmbedResult(
        plan.model(),
        plan.placement().device().label(),
        plan.threads(),
        Encoder.intraOpThreads(plan.threads()),
        plan.batchSize(),
        plan.rounds(),
        counts.get(Modality.IMAGE),
        counts.get(Modality.TEXT),
        Part.of(images == null ? null : images.pipeline(), texts == null ? null : texts.pipeline()),
        Part.of(
            images == null ? null : images.preprocess(), texts == null ? null : texts.preprocess()),
        Part.of(images == null ? null : images.runtime(), texts == null ? null : texts.runtime()),
        speeds.values().stream().mapToDouble(s -> s.start().roundCpuSeconds()).average().orElse(0),
        images == null ? null : images.overhead(),
        texts == null ? null : texts.overhead());
  }

  String json() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result cannot be written", e);
    }
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%s on %s, %d threads, %d of one call, batches of %d%n%n",
            model,
            device,
            threads,
            intraOpThreads,
            batchSize));
    if (images != null) {
      head(table, "images");
      line(table, "pipeline", pipeline.imagesPerSecond(), pipeline.cpuSecondsPerImage());
      line(
          table,
          "decode, preprocess",
          preprocess.imagesPerSecond(),
          preprocess.cpuSecondsPerImage());
      line(table, "runtime", runtime.imagesPerSecond(), runtime.cpuSecondsPerImage());
      ratio(table, overheadImages);
    }
    if (texts != null) {
      head(table, "texts");
      line(table, "pipeline", pipeline.textsPerSecond(), pipeline.cpuSecondsPerText());
      line(table, "tokenise", preprocess.textsPerSecond(), preprocess.cpuSecondsPerText());
      line(table, "runtime", runtime.textsPerSecond(), runtime.cpuSecondsPerText());
      ratio(table, overheadTexts);
    }
    table.append(
        String.format(
            Locale.ROOT, "  to start a pipeline: %.1f s, not in the above%n", startCpuSeconds));
    return table.toString();
  }

  private static void head(StringBuilder table, String what) {
    table.append(String.format("  %-20s %12s %16s%n", what, "a second", "processor, ms"));
  }

  private static void line(StringBuilder table, String name, double perSecond, double cpuSeconds) {
    table.append(
        String.format(Locale.ROOT, "  %-20s %,12.1f %,16.3f%n", name, perSecond, 1e3 * cpuSeconds));
  }

  private static void ratio(StringBuilder table, double overhead) {
    table.append(
        String.format(
            Locale.ROOT, "  pipeline by its two parts, processor time: %.3f%n%n", overhead));
  }
}
