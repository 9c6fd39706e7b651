package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.pipelines.FaultyFiles.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * File systems fail: for a moment, which nobody should notice, or for good, which must be told and
 * leave nothing that looks complete. Flink starts over {@link FlinkSettings#RESTARTS} times.
 */
class FaultsTest {

  private static final int ALWAYS = Integer.MAX_VALUE;

  @TempDir static Path folder;
  private static int runs;
  private static String expected;

  @BeforeAll
  static void runUndisturbed() throws IOException {
    expected = complete(newOutput());
  }

  @AfterEach
  void mend() {
    FaultyFiles.clear();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, public-00000.tar", // read
    "READ, target-a-00000.tar", // read and decode: the rest of the shard does not come
    "WRITE, /vectors/public/", // embed: what a model gave is lost
    "OPEN, [.]arrow", // search
    "CREATE, /errors/", // write
    "RENAME, summary.json" // rename
  })
  void aFaultOfAMomentChangesNothing(Operation operation, String path) throws IOException {
    FaultyFiles.inject(operation, path, FlinkSettings.RESTARTS, "a moment's fault");
    assertEquals(expected, complete(newOutput()));
    assertEquals(0, FaultyFiles.clear(), "faults that did not come true");
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, public-00000.tar",
    "READ, target-a-00000.tar",
    "CREATE, /vectors/public/",
    "OPEN, [.]arrow",
    "WRITE, /tables/",
    "RENAME, /manifest.json"
  })
  void aLastingFaultIsToldAndTheSameCommandGoesOnOnceItIsMended(Operation operation, String path)
      throws IOException {
    Path output = newOutput();
    FaultyFiles.inject(operation, path, ALWAYS, "a lasting fault");
    StudyRun failed = StudyRun.of(args(output));
    assertEquals(Dejavu.FAILED, failed.exitCode(), failed.err());
    assertTrue(failed.err().contains("a lasting fault"), failed.err());
    assertFalse(Files.exists(output.resolve("manifest.json")));
    FaultyFiles.clear();
    assertEquals(expected, complete(output));
  }

  @Test
  void aFullDiskIsOfTheEnvironment() throws IOException {
    Path output = newOutput();
    FaultyFiles.inject(Operation.WRITE, "/vectors/", ALWAYS, "No space left on device");
    StudyRun failed = StudyRun.of(args(output));
    assertEquals(Dejavu.ENVIRONMENT, failed.exitCode(), failed.err());
    assertEquals(
        "dejavu sample: No space left on device. Mend that; the same command then goes on",
        failed.err().strip());
    assertFalse(Files.exists(output.resolve("manifest.json")));
    FaultyFiles.clear();
    assertEquals(expected, complete(output));
  }

  private static Path newOutput() {
    return folder.resolve("study-" + runs++);
  }

  private static List<String> args(Path output) {
    return GoldenRuns.with(
        StudyRun.SMALL,
        List.of(
            "--target=" + FaultyFiles.name(StudyRun.SAMPLE.resolve("clipart/target-a")),
            "--public=" + FaultyFiles.name(StudyRun.SAMPLE.resolve("clipart/public")),
            "--output=" + FaultyFiles.name(output)));
  }

  private static String complete(Path output) throws IOException {
    StudyRun.complete(args(output));
    return Files.readString(output.resolve("summary.json"));
  }
}
