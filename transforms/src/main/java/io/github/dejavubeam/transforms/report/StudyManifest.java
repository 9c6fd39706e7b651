package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dejavubeam.schemas.EmbeddingTimes;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code manifest.json}: how a study came to be. It is written after every other file, so its
 * presence means that the study is complete.
 *
 * @param program name of the program
 * @param programVersion its version
 * @param verb what it was told to do, for instance {@code vlm}
 * @param finishedAt when the results were complete
 * @param options every option by name, as the user would write its value
 * @param models the models and references, in the order in which they are to be listed
 * @param versions what the program ran on
 * @param seconds wall time of the whole study
 */
public record StudyManifest(
    String program,
    String programVersion,
    String verb,
    Instant finishedAt,
    Map<String, String> options,
    List<Model> models,
    Versions versions,
    double seconds) {

  /**
   * A model or reference of the study.
   *
   * @param name the name that results use
   * @param directory where it was read from
   * @param digest digest of its files
   */
  public record Model(String name, String directory, String digest) {}

  /**
   * The software below the program.
   *
   * @param java version of the Java runtime
   * @param os name, version and architecture of the operating system
   * @param onnxRuntime version of ONNX Runtime
   * @param beam version of Apache Beam
   */
  public record Versions(String java, String os, String onnxRuntime, String beam) {}

  /**
   * The file of that study and its counts, UTF-8; options are sorted by name.
   *
   * @param joins counts of the annotations that were joined, by the name of the join
   * @param times where time went in embedding, if there was any
   */
  public static byte[] bytes(
      StudyManifest study,
      VlmSummary summary,
      Map<String, Map<String, Long>> joins,
      Optional<EmbeddingTimes> times) {
    return JsonDocument.bytes(
        json -> study.write(json, () -> JsonDocument.counts(json, summary), joins, times));
  }

  /** The file of an image study, likewise. */
  public static byte[] bytes(
      StudyManifest study,
      ImageSummary summary,
      Map<String, Map<String, Long>> joins,
      Optional<EmbeddingTimes> times) {
    return JsonDocument.bytes(
        json -> study.write(json, () -> ImageSummaryJson.counts(json, summary), joins, times));
  }

  /** Writes what became of the examples. */
  private interface Counts {
    void write() throws IOException;
  }

  private void write(
      JsonGenerator json,
      Counts counts,
      Map<String, Map<String, Long>> joins,
      Optional<EmbeddingTimes> times)
      throws IOException {
    json.writeNumberField("version", 1);
    json.writeObjectFieldStart("program");
    json.writeStringField("name", program);
    json.writeStringField("version", programVersion);
    json.writeEndObject();
    json.writeStringField("verb", verb);
    json.writeStringField("finishedAt", finishedAt.toString());
    json.writeObjectFieldStart("options");
    for (Map.Entry<String, String> option : new TreeMap<>(options).entrySet()) {
      json.writeStringField(option.getKey(), option.getValue());
    }
    json.writeEndObject();
    json.writeArrayFieldStart("models");
    for (Model model : models) {
      json.writeStartObject();
      json.writeStringField("name", model.name());
      json.writeStringField("directory", model.directory());
      json.writeStringField("digest", model.digest());
      json.writeEndObject();
    }
    json.writeEndArray();
    counts.write();
    for (Map.Entry<String, Map<String, Long>> join : joins.entrySet()) {
      json.writeObjectFieldStart(join.getKey());
      for (Map.Entry<String, Long> count : join.getValue().entrySet()) {
        json.writeNumberField(count.getKey(), count.getValue());
      }
      json.writeEndObject();
    }
    json.writeObjectFieldStart("runtime");
    json.writeStringField("java", versions.java());
    json.writeStringField("os", versions.os());
    json.writeStringField("onnxruntime", versions.onnxRuntime());
    json.writeStringField("beam", versions.beam());
    json.writeEndObject();
    if (times.isPresent()) {
      write(json, times.get());
    }
    JsonDocument.number(json, "seconds", seconds);
  }

  private static void write(JsonGenerator json, EmbeddingTimes times) throws IOException {
    json.writeObjectFieldStart("embedding");
    JsonDocument.number(json, "modelBusyShare", times.modelBusyShare());
    json.writeArrayFieldStart("steps");
    for (Map.Entry<String, EmbeddingTimes.Step> step : times.steps().entrySet()) {
      json.writeStartObject();
      json.writeStringField("step", step.getKey());
      json.writeNumberField("examples", step.getValue().examples());
      JsonDocument.number(json, "threadSeconds", step.getValue().seconds());
      JsonDocument.number(json, "examplesPerSecond", step.getValue().examplesPerSecond());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
