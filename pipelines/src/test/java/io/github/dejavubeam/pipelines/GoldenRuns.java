package io.github.dejavubeam.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The studies that have published results; each runs once on embedded Flink for all tests. */
final class GoldenRuns {

  static final Path SHARED = Path.of("../../shared/sample");

  private static final Map<List<String>, Path> OUTPUTS = new HashMap<>();

  private GoldenRuns() {}

  /** The vision-language study, without its output. */
  static List<String> vlm() {
    return List.of(
        "vlm",
        "--target=" + SHARED.resolve("clipart/target-a"),
        "--public=" + SHARED.resolve("clipart/public"),
        "--model=" + SHARED.resolve("models/clip-a"),
        "--reference=" + SHARED.resolve("models/clip-b"),
        "--reference=minilm=" + StudyRun.SAMPLE.resolve("models/all-MiniLM-L6-v2"),
        "--minScore=1");
  }

  /** The image study of a pair of models by one of their outputs, likewise. */
  static List<String> image(String pair, String output) {
    return List.of(
        "image",
        "--target=" + SHARED.resolve("scenes/target-a"),
        "--public=" + SHARED.resolve("scenes/public"),
        "--model=" + SHARED.resolve("models/" + pair + "-a"),
        "--reference=" + SHARED.resolve("models/" + pair + "-b"),
        "--reference=" + SHARED.resolve("models/crop-classifier-b"),
        "--correlationTrain=" + SHARED.resolve("scenes/target-b"),
        "--modelOutput=" + output);
  }

  /** The output of a study on embedded Flink. */
  static synchronized Path output(List<String> study) throws IOException {
    Path output = OUTPUTS.get(study);
    if (output == null) {
      output = Files.createTempDirectory(Path.of("target"), "golden-");
      StudyRun.complete(study, "--output=" + output);
      OUTPUTS.put(study, output);
    }
    return output;
  }

  /** Those arguments and more. */
  static List<String> with(List<String> args, List<String> options, String... more) {
    List<String> all = new ArrayList<>(args);
    all.addAll(options);
    all.addAll(List.of(more));
    return all;
  }
}
