package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.io.OutputClaim;
import io.github.dejavubeam.transforms.io.StudyBeginning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that was cut off goes on where it was; one that is complete is not touched. */
class ResumeTest {

  @TempDir Path output;

  @Test
  void aFinishedShardIsNotEmbeddedAgain() throws IOException {
    List<String> args =
        List.of(
            "sample",
            "--tests=vlm",
            "--parallelism=1",
            "--reference=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
            "--k=1,10",
            "--objects=all",
            "--output=" + output);
    StudyRun.complete(args);
    String summary = Files.readString(output.resolve("summary.json"));
    Map<Path, FileTime> blocks = blocks();
    assertFalse(blocks.isEmpty());

    StudyRun again = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, again.exitCode(), again.err());
    assertTrue(again.err().contains("complete"), again.err());

    // As if the study had been cut off, on a machine of more cores, before its results were
    // written.
    Files.delete(output.resolve("manifest.json"));
    Files.delete(output.resolve("summary.json"));
    Path leftover =
        Files.writeString(output.resolve("examples/examples-00000-of-00009.parquet"), "");
    StudyRun.complete(args);
    assertEquals(summary, Files.readString(output.resolve("summary.json")));
    assertEquals(blocks, blocks());
    assertFalse(Files.exists(leftover));
  }

  @Test
  void aStudyThatDidNotEndGoesOnWithAHigherLimitButWithNoOtherOption() throws IOException {
    Path empty = Files.createFile(output.resolveSibling(output.getFileName() + "-empty.tar"));
    List<String> args = new ArrayList<>(StudyRun.SMALL);
    args.add("--public=" + StudyRun.SAMPLE.resolve("clipart/public") + "," + empty);
    args.add("--output=" + output);
    StudyRun stopped = StudyRun.of(with(args, "--maxBadFraction=0"));
    assertEquals(Dejavu.BAD_DATA, stopped.exitCode(), stopped.err());
    Map<Path, FileTime> blocks = blocks();

    assertRefused(with(args, "--minScore=0.5"), "with --minScore=1.0, not with --minScore=0.5");
    assertRefused(with(args, "--device=cpu"), "with --device=auto, not with --device=cpu");

    StudyRun.complete(with(args, "--maxBadFraction=0.1"));
    assertEquals(blocks, blocks());
    Files.delete(empty);
  }

  @Test
  void anOutputThatAnotherRunHasIsRefused() throws IOException {
    OutputClaim other =
        OutputClaim.of(
            "--output", output.toString(), new StudyBeginning("vlm", new TreeMap<>()), () -> {});
    assertRefused(with(StudyRun.SMALL, "--output=" + output), "is in use by another run");
    other.close();
  }

  private static List<String> with(List<String> args, String option) {
    List<String> all = new ArrayList<>(args);
    all.add(option);
    return all;
  }

  private static void assertRefused(List<String> args, String reason) {
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("--output="), run.err());
    assertTrue(run.err().contains(reason), run.err());
  }

  private Map<Path, FileTime> blocks() throws IOException {
    try (var files = Files.walk(output.resolve("vectors"))) {
      return files
          .filter(file -> file.toString().endsWith(".arrow"))
          .collect(Collectors.toMap(file -> file, ResumeTest::lastModified));
    }
  }

  private static FileTime lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
