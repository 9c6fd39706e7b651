package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Studies on a Flink cluster of real processes: the same bytes as in one process, through the loss
 * of workers. The tests take from the cluster what they kill, and so go in order.
 */
@Tag(FlinkClusterTest.PROCESSES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FlinkClusterTest {

  /** Tests that take the memory of several processes, and so run beside no other. */
  static final String PROCESSES = "processes";

  private static final Path GOLDEN = GoldenRuns.SHARED.resolve("golden");
  private static final long POLL_MILLIS = 20;
  private static final long CANCEL_MILLIS = 60_000;

  @TempDir static Path folder;
  private static LocalCluster cluster;

  @BeforeAll
  static void startTheCluster() throws Exception {
    cluster = LocalCluster.start(folder.resolve("cluster"));
  }

  @AfterAll
  static void stopTheCluster() throws Exception {
    if (cluster != null) {
      cluster.stop();
    }
  }

  @Test
  @Order(0)
  void aClusterThatIsTooSmallIsToldBefore() {
    StudyRun run =
        StudyRun.of(
            GoldenRuns.with(
                withoutParallelism(GoldenRuns.with(StudyRun.SMALL, cluster.options())),
                List.of("--parallelism=5", "--output=" + folder.resolve("small"))));
    assertEquals(Dejavu.ENVIRONMENT, run.exitCode(), run.err());
    assertTrue(run.err().contains("has 4 task slots, too few for --parallelism=5"), run.err());
    assertFalse(Files.exists(folder.resolve("small")));
  }

  @Test
  @Order(0)
  void theScriptTellsWhatRunsAndStartsNothingTwice() throws Exception {
    assertEquals(0, cluster.script(List.of("status")), cluster.output("script"));
    assertTrue(cluster.output("script").contains("taskmanager-2 "), cluster.output("script"));
    assertEquals(1, cluster.script(List.of("start")), cluster.output("script"));
    assertTrue(cluster.output("script").contains("runs already"), cluster.output("script"));
    assertEquals(2, cluster.script(List.of("begin")), cluster.output("script"));
    assertEquals(2, cluster.script(List.of("start", "--slots=0")), cluster.output("script"));
  }

  @Test
  @Order(1)
  void theGoldenVisionLanguageStudyHasTheBytesOfOneProcess() throws Exception {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden results at " + GOLDEN);
    Path output = folder.resolve("vlm");
    Program run = start("vlm", GoldenRuns.vlm(), output);
    assertEquals(Dejavu.COMPLETE, run.exitCode(), run::log);
    assertSameSummary(GoldenRuns.vlm(), output);
  }

  @Test
  @Order(2)
  void tooMuchBadDataIsToldWithoutStartingOver() throws Exception {
    Path bad = Files.write(folder.resolve("bad.tar"), new byte[] {1, 2, 3});
    Path output = folder.resolve("bad");
    Program run = start("bad", StudyRun.SMALL, output, "--public=" + bad);
    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run::log);
    assertTrue(run.log().contains("shard is truncated or not a tar"), run.log());
    assertFalse(cluster.output("jobmanager").contains("to RESTARTING"));
    assertFalse(Files.exists(output.resolve("manifest.json")));
  }

  @Test
  @Order(2)
  void aStudyThatIsInterruptedThenCancelledOnTheClusterGoesOn() throws Exception {
    Path output = folder.resolve("stopped");
    Program interrupted = start("interrupted", StudyRun.SMALL, output, "--jobName=interrupted");
    awaitFile(interrupted, output.resolve("vectors"), ".arrow");
    interrupted.terminate();
    assertEquals(Dejavu.INTERRUPTED, interrupted.exitCode(), interrupted::log);
    assertTrue(interrupted.log().contains("dejavu: interrupted. The same command goes on"));
    awaitCancelled("interrupted");

    Program cancelled = start("cancelled", StudyRun.SMALL, output, "--jobName=cancelled");
    while (cancelled.isAlive() && !cluster.cancel("cancelled")) {
      Thread.sleep(POLL_MILLIS);
    }
    assertEquals(Dejavu.INTERRUPTED, cancelled.exitCode(), cancelled::log);
    assertTrue(cancelled.log().contains("its job was cancelled on the cluster"), cancelled.log());
    assertFalse(Files.exists(output.resolve("manifest.json")));
    awaitCancelled("cancelled");

    Program run = start("goes-on", StudyRun.SMALL, output);
    assertEquals(Dejavu.COMPLETE, run.exitCode(), run::log);
    assertSameSummary(StudyRun.SMALL, output);
  }

  @Test
  @Order(3)
  void theGoldenImageStudyHasTheBytesOfOneProcessAlthoughATaskManagerIsKilled() throws Exception {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden results at " + GOLDEN);
    List<String> study = GoldenRuns.controlledImage("sup", "projection");
    Path output = folder.resolve("image");
    Program run = start("image", study, output);
    awaitFile(run, output.resolve("vectors"), ".arrow");
    cluster.kill("taskmanager-1");
    assertEquals(Dejavu.COMPLETE, run.exitCode(), run::log);
    assertTrue(cluster.output("jobmanager").contains("to RESTARTING"), "the kill was not noticed");
    assertSameSummary(study, output);
  }

  @Test
  @Order(4)
  void withoutItsJobManagerAStudyFailsAndGoesOnElsewhere() throws Exception {
    Path configuration = Files.createDirectory(folder.resolve("conf"));
    Files.writeString(
        configuration.resolve("config.yaml"),
        "rest.retry.max-attempts: 2\nrest.retry.delay: 500\n");
    Path output = folder.resolve("orphan");
    Program run = start("orphan", StudyRun.SMALL, output, "--flinkConfDir=" + configuration);
    awaitFile(run, output.resolve("vectors"), ".arrow");
    cluster.kill("jobmanager");
    assertEquals(Dejavu.ENVIRONMENT, run.exitCode(), run::log);
    assertFalse(Files.exists(output.resolve("manifest.json")));

    StudyRun.complete(StudyRun.SMALL, "--output=" + output);
    assertSameSummary(StudyRun.SMALL, output);
  }

  private static Program start(String name, List<String> study, Path output, String... more)
      throws IOException {
    return Program.start(
        folder.resolve(name + ".log"),
        GoldenRuns.with(
            withoutParallelism(study), cluster.options(), with(more, "--output=" + output)));
  }

  private static String[] with(String[] options, String option) {
    return Stream.concat(Stream.of(options), Stream.of(option)).toArray(String[]::new);
  }

  private static List<String> withoutParallelism(List<String> args) {
    return args.stream().filter(arg -> !arg.startsWith("--parallelism=")).toList();
  }

  private static void assertSameSummary(List<String> study, Path output) throws IOException {
    assertEquals(summary(GoldenRuns.output(study)), summary(output));
  }

  private static String summary(Path output) throws IOException {
    return Files.readString(output.resolve("summary.json"));
  }

  /** Waits until the cluster has let go of a job that was cancelled. */
  private static void awaitCancelled(String job) throws InterruptedException {
    String end = "Job " + job + " \\(\\w+\\) switched from state CANCELLING to CANCELED";
    for (long waited = 0; waited < CANCEL_MILLIS; waited += POLL_MILLIS) {
      if (Pattern.compile(end).matcher(cluster.output("jobmanager")).find()) {
        return;
      }
      Thread.sleep(POLL_MILLIS);
    }
    fail(job + " still runs");
  }

  /** Waits until a run has written the first file that ends so. */
  private static void awaitFile(Program run, Path directory, String suffix) throws Exception {
    while (run.isAlive() && !isIn(directory, suffix)) {
      Thread.sleep(POLL_MILLIS);
    }
    assertTrue(run.isAlive(), run.log());
  }

  private static boolean isIn(Path directory, String suffix) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.anyMatch(file -> file.toString().endsWith(suffix));
    }
  }
}
