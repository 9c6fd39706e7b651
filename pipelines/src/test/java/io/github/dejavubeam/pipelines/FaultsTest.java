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
 * File systems and models fail: for a moment, which nobody should notice, or for good, which must
 * be told and leave nothing that looks complete. Flink starts over {@link FlinkSettings#RESTARTS}
 * times.
 */
class FaultsTest {

  private static final int ALWAYS = Integer.MAX_VALUE;

  /** Batches of the first shard that its model embeds before it fails. */
  private static final int SOUND_BATCHES = 2;

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
    FaultyModels.clear();
  }

  @Test
  void oneFaultAtEachPlaceChangesNothing() throws IOException {
    List<Place> places =
        List.of(
            new Place(Operation.OPEN, "public-00000.tar"), // read
            new Place(Operation.READ, "target-a-00000.tar"), // read and decode: the rest is missing
            new Place(Operation.WRITE, "/vectors/public/"), // embed: what a model gave is lost
            new Place(Operation.OPEN, "[.]arrow"), // search
            new Place(Operation.CREATE, "/errors/"), // write
            new Place(Operation.RENAME, "summary.json")); // rename
    places.forEach(place -> FaultyFiles.inject(place.operation(), place.path(), 1, "once"));
    FaultyModels.inject(SOUND_BATCHES, 1, "once");
    assertEquals(expected, complete(newOutput(), restarting(places.size() + 1)));
    assertNothingLeft();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, public-00000.tar",
    "READ, target-a-00000.tar",
    "WRITE, /vectors/public/",
    "OPEN, [.]arrow",
    "CREATE, /errors/",
    "RENAME, summary.json"
  })
  void aFaultOfAMomentChangesNothing(Operation operation, String path) throws IOException {
    FaultyFiles.inject(operation, path, FlinkSettings.RESTARTS, "a moment's fault");
    assertEquals(expected, complete(newOutput(), restarting(FlinkSettings.RESTARTS)));
    assertNothingLeft();
  }

  /** With the restarts that the program gives Flink itself. */
  @Test
  void aModelThatFailsForAMomentInAShardChangesNothing() throws IOException {
    FaultyModels.inject(SOUND_BATCHES, FlinkSettings.RESTARTS, "a moment's fault");
    assertEquals(expected, complete(newOutput()));
    assertNothingLeft();
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
    FaultyFiles.inject(operation, path, ALWAYS, "a lasting fault");
    assertToldAndGoesOnOnceMended();
  }

  @Test
  void aModelThatFailsForGoodInAShardIsToldAndTheSameCommandGoesOnOnceItIsMended()
      throws IOException {
    FaultyModels.inject(SOUND_BATCHES, ALWAYS, "a lasting fault");
    assertToldAndGoesOnOnceMended();
  }

  private void assertToldAndGoesOnOnceMended() throws IOException {
    Path output = newOutput();
    StudyRun failed =
        StudyRun.of(GoldenRuns.with(args(output), restarting(FlinkSettings.RESTARTS)));
    assertEquals(Dejavu.FAILED, failed.exitCode(), failed.err());
    assertTrue(failed.err().contains("a lasting fault"), failed.err());
    assertFalse(Files.exists(output.resolve("manifest.json")));
    mend();
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

  private record Place(Operation operation, String path) {}

  private static void assertNothingLeft() {
    assertEquals(0, FaultyFiles.clear() + FaultyModels.clear(), "faults that did not come true");
  }

  /** Options by which Flink starts over so many times, without the program's pause before each. */
  private static List<String> restarting(int times) throws IOException {
    Path configuration = Files.createTempDirectory(folder, "conf");
    Files.writeString(
        configuration.resolve("config.yaml"),
        """
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: %d
        restart-strategy.fixed-delay.delay: 10 ms
        """
            .formatted(times));
    return List.of("--flinkConfDir=" + configuration);
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
    return complete(output, List.of());
  }

  private static String complete(Path output, List<String> options) throws IOException {
    StudyRun.complete(GoldenRuns.with(args(output), options));
    return Files.readString(output.resolve("summary.json"));
  }
}
