package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that was cut off goes on where it was; one that is complete is not touched. */
class ResumeTest {

  @Test
  void aFinishedShardIsNotEmbeddedAgain(@TempDir Path output) throws IOException {
    List<String> args =
        List.of(
            "sample",
            "--parallelism=1",
            "--reference=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
            "--k=1,10",
            "--objects=all",
            "--output=" + output);
    StudyRun.complete(args);
    String summary = Files.readString(output.resolve("summary.json"));
    Map<Path, FileTime> blocks = blocks(output);
    assertFalse(blocks.isEmpty());

    StudyRun again = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, again.exitCode(), again.err());
    assertTrue(again.err().contains("complete"), again.err());

    // As if the study had been cut off before its results were written.
    Files.delete(output.resolve("manifest.json"));
    Files.delete(output.resolve("summary.json"));
    StudyRun.complete(args);
    assertEquals(summary, Files.readString(output.resolve("summary.json")));
    assertEquals(blocks, blocks(output));
  }

  private static Map<Path, FileTime> blocks(Path output) throws IOException {
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
