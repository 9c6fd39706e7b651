package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code --dryRun} everything is checked and nothing is run. */
class DryRunTest {

  private static final Path CLIPART = StudyRun.SAMPLE.resolve("clipart");
  private static final Path MODEL = StudyRun.SAMPLE.resolve("models/mini-clip-a");

  @TempDir Path folder;

  @Test
  void aGoodConfigurationIsPrintedAsAPlanAndNothingIsWritten() throws IOException {
    StudyRun run = StudyRun.complete(study(), "--searchMemory=123000000");
    List<String> expected =
        List.of(
            "target     1 files, ",
            "embedded by mini-clip-a.text: 128 components, batches of 32 on CPU",
            "public     1 files, ",
            "search     by --engine=auto",
            "runner     Flink in this process, one task at a time",
            "of files of 2 models, once in each worker process",
            "123 MB in each task that searches (--searchMemory)");
    for (String words : expected) {
      assertTrue(run.out().contains(words), words + " is not in:\n" + run.out());
    }
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource({"vlm, annotations", "vlm, targetAnnotations", "image, publicAnnotations"})
  void aControlSetAndAnnotationsBesideTheDataAreListed(String verb, String option)
      throws IOException {
    Path file = Files.writeString(folder.resolve("objects.jsonl"), "{}");
    List<String> args = new ArrayList<>(List.of(verb, "--dryRun", "--" + option + "=" + file));
    args.add("--target=" + CLIPART.resolve("target-a"));
    args.add("--control=" + CLIPART.resolve("heldout"));
    args.add("--public=" + CLIPART.resolve("public"));
    String kind = verb.equals("vlm") ? "mini-clip-" : "mini-sup-";
    args.add("--model=" + MODEL.resolveSibling(kind + "a"));
    args.add("--reference=" + MODEL.resolveSibling(kind + "b"));
    args.add("--output=" + output());
    StudyRun run = StudyRun.complete(args);
    assertTrue(run.out().contains(option + " 1 files, 1 KB"), run.out());
    assertTrue(run.out().contains("control    1 files, "), run.out());
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource({"embed, --modality=text", "crops, --crop=corner", "partition, --examplesPerClass=1"})
  void everyVerbThatRunsAPipelineHasOne(String verb, String option) throws IOException {
    List<String> args = new ArrayList<>(List.of(verb, "--dryRun", option));
    args.add("--input=" + CLIPART.resolve("target-a"));
    args.add("--output=" + output());
    if (verb.equals("embed")) {
      args.add("--model=" + MODEL);
    }
    StudyRun run = StudyRun.complete(args);
    assertTrue(run.out().contains("input      1 files, "), run.out());
    assertNothingWritten();
  }

  @ParameterizedTest
  @CsvSource({
    "--target=/none/*.tar, --target=/none/*.tar, 2",
    "--model=/none, --model=/none, 2",
    "--reference=/none, --reference=/none, 2",
    "--maxBadFraction=7, --maxBadFraction, 2",
    "--engine=abacus, --engine=abacus, 2",
    "--device=tpu, --device=tpu, 2",
    "--k=0, --k=0, 2",
    "--publicVectors=/none, --publicVectors, 2",
    "--output=/proc/none, --output=/proc/none, 2",
    "--runner=FlinkRunner;--flinkMaster=127.0.0.1:1, --flinkMaster, 4"
  })
  void aBadConfigurationIsRefusedByTheNameOfItsOption(String options, String named, int exitCode)
      throws IOException {
    List<String> args = new ArrayList<>(study());
    for (String option : options.split(";", -1)) {
      args.removeIf(arg -> arg.startsWith(option.replaceFirst("=.*", "=")));
      args.add(option);
    }
    StudyRun run = StudyRun.of(args);
    assertEquals(exitCode, run.exitCode(), run.err());
    assertTrue(run.err().contains(named), run.err());
    assertNothingWritten();
  }

  @Test
  void aShardThatMayNotBeReadIsRefused() throws IOException {
    Path shard = folder.resolve("mine.tar");
    Files.copy(CLIPART.resolve("public/public-00000.tar"), shard);
    assertTrue(shard.toFile().setReadable(false));
    assumeFalse(Files.isReadable(shard), "this user may read everything");
    StudyRun run = StudyRun.of(GoldenRuns.with(study(), List.of("--public=" + shard)));
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("mine.tar may not be read"), run.err());
  }

  private List<String> study() {
    return GoldenRuns.with(StudyRun.SMALL, List.of("--dryRun", "--output=" + output()));
  }

  private Path output() {
    return folder.resolve("study");
  }

  private void assertNothingWritten() throws IOException {
    if (Files.isDirectory(output())) {
      try (Stream<Path> files = Files.list(output())) {
        assertFalse(files.findAny().isPresent());
      }
    }
  }
}
