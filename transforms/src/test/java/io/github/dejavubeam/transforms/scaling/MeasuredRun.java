package io.github.dejavubeam.transforms.scaling;

import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.VectorType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A study that was run and measured: a row of {@code scaling/runs.csv}. Times are processor time in
 * seconds. Steps of embedding were measured by the clock of each thread; they are taken as shares
 * of the processor time of embedding.
 */
record MeasuredRun(Map<String, String> fields) {

  static final List<String> EMBEDDING =
      List.of("read", "decode", "prepareImage", "modelImage", "prepareText", "modelText", "write");

  static List<MeasuredRun> all() throws IOException {
    try (InputStream in = MeasuredRun.class.getResourceAsStream("/scaling/runs.csv")) {
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      String[] names = lines.get(0).split(",", -1);
      return lines.stream()
          .skip(1)
          .map(
              line -> {
                String[] values = line.split(",", -1);
                Map<String, String> fields = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                  fields.put(names[i], values[i]);
                }
                return new MeasuredRun(fields);
              })
          .toList();
    }
  }

  String name() {
    return fields.get("run");
  }

  /** Whether the coefficients are fitted to it; else it is predicted. */
  boolean fitted() {
    return fields.get("fitted").equals("yes");
  }

  /** Whether it embedded its shards; else it was given vectors. */
  boolean embeds() {
    return number("embed") > 0;
  }

  double number(String field) {
    return Double.parseDouble(fields.get(field));
  }

  private int count(String field) {
    return (int) number(field);
  }

  /** Processor time of a step of embedding. */
  double embeddingStep(String step) {
    double clock = EMBEDDING.stream().mapToDouble(this::number).sum();
    return number("embed") * number(step) / clock;
  }

  /** Processor time of the process less that of embedding, searching and scoring. */
  double rest() {
    return number("total") - number("embed") - number("pack") - number("search") - number("score");
  }

  SetSizes sets() {
    return new SetSizes(count("targets"), count("publics"), count("controls"));
  }

  /** What is predicted of it with such coefficients. */
  CostModel model(Coefficients coefficients) {
    return new CostModel(
        sets(),
        new StudyShape(
            count("models"),
            count("references"),
            count("embedders"),
            Arrays.stream(fields.get("modes").split(" ")).map(Mode::of).collect(Collectors.toSet()),
            Arrays.stream(fields.get("ks").split(" ")).map(Integer::valueOf).toList(),
            count("objects"),
            fields.get("listed").equals("yes")),
        new DataShape(
            count("exampleBytes"),
            number("megapixels"),
            count("shardExamples"),
            65_536,
            count("dimension"),
            VectorType.FLOAT32),
        new Cluster(1, 2, 0, 1e9, 256L << 20, 10L << 30),
        coefficients,
        GpuRates.ASSUMED);
  }
}
