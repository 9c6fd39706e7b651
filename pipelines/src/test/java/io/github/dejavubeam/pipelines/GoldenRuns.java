package io.github.dejavubeam.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Studies that several tests want, those with published results among them: each runs once. */
final class GoldenRuns {

  static final Path SHARED = Path.of("../../shared/sample");

  /** The same in all processes that test one build; the outputs of others may be of other code. */
  private static final String BUILD = System.getProperty("dejavu.build", UUID.randomUUID() + "");

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

  /** The same with a control set of scenes that none of the models was trained on. */
  static List<String> controlledImage(String pair, String output) {
    return with(image(pair, output), List.of("--control=" + SHARED.resolve("scenes/heldout")));
  }

  /** The output of a study on embedded Flink, of this process or of another that runs tests. */
  static synchronized Path output(List<String> study) throws IOException {
    Path folder = Files.createDirectories(Path.of("target/golden", BUILD));
    String name = UUID.nameUUIDFromBytes(study.toString().getBytes(UTF_8)).toString();
    Path output = folder.resolve(name);
    try (FileChannel file = FileChannel.open(folder.resolve(name + ".lock"), CREATE, WRITE);
        FileLock lock = file.lock()) {
      assertTrue(lock.isValid());
      if (!Files.exists(output.resolve("manifest.json"))) {
        StudyRun.complete(study, "--output=" + output);
      }
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
