package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process ends with, by processes of their own. */
class ExitCodeTest {

  /** Runs a command three times: the disk too small, then read-only, then large enough. */
  private static final String DISKS =
      "out=$1; log=$2; shift 2; mount -t tmpfs -o size=200k tmpfs $out || exit 99;"
          + " \"$@\"; echo full $? >>$log; ls $out >>$log;"
          + " mount -o remount,ro $out; \"$@\"; echo readonly $? >>$log;"
          + " mount -o remount,rw,size=100m $out; \"$@\"; echo large $? >>$log;"
          + " cat $out/summary.json >>$log";

  @TempDir Path folder;

  @Test
  void aCompleteStudyEndsWith0() throws Exception {
    assertEquals(0, exitCode(study()));
    assertTrue(Files.exists(folder.resolve("study/manifest.json")));
  }

  @Test
  void aWrongOptionEndsWith2() throws Exception {
    assertEquals(2, exitCode(List.of("sample", "--outputt=x")));
  }

  @Test
  void badDataEndsWith3() throws Exception {
    Path bad = Files.write(folder.resolve("bad.tar"), new byte[] {1, 2, 3});
    assertEquals(3, exitCode(GoldenRuns.with(study(), List.of("--public=" + bad))));
  }

  @Test
  void aClusterThatIsNotThereEndsWith4() throws Exception {
    List<String> cluster = List.of("--runner=FlinkRunner", "--flinkMaster=127.0.0.1:1");
    assertEquals(4, exitCode(GoldenRuns.with(study(), cluster)));
  }

  @Test
  void theLauncherEndsWith4WithoutJava() throws Exception {
    ProcessBuilder launcher = new ProcessBuilder("sh", "../dejavu", "--help");
    launcher.environment().put("JAVA_HOME", folder.resolve("none").toString());
    Process process = launcher.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(4, process.waitFor(), printed);
    assertTrue(printed.contains("no java found"), printed);
  }

  @Test
  void aSignalToEndEndsWith5AndTheSameCommandGoesOn() throws Exception {
    Path output = folder.resolve("study");
    Program run = Program.start(folder.resolve("log"), study());
    while (run.isAlive() && !isIn(output.resolve("vectors"), ".arrow")) {
      Thread.sleep(1);
    }
    run.terminate();
    assertEquals(5, run.exitCode(), run::log);
    assertTrue(run.log().contains("interrupted"), run.log());
    assertFalse(Files.exists(output.resolve("manifest.json")));

    StudyRun.complete(study());
    assertEquals(undisturbed(), Files.readString(output.resolve("summary.json")));
  }

  @Test
  void aFullDiskEndsWith4AndAReadOnlyOneWith2() throws Exception {
    Path output = Files.createDirectory(folder.resolve("study"));
    Path codes = folder.resolve("codes");
    Program run;
    try {
      run =
          Program.start(
              folder.resolve("log"),
              List.of(
                  "unshare",
                  "--map-root-user",
                  "--mount",
                  "sh",
                  "-c",
                  DISKS,
                  "sh",
                  output.toString(),
                  codes.toString()),
              study());
    } catch (IOException e) {
      run = null;
    }
    assumeTrue(run != null, "there is no unshare to mount a small disk with");
    run.exitCode();
    assumeTrue(Files.exists(codes), "a small disk cannot be mounted: " + run.log());
    List<String> lines = Files.readAllLines(codes);
    assertEquals("full 4", lines.get(0), run::log);
    assertFalse(lines.contains("manifest.json"), lines::toString);
    assertTrue(lines.contains("readonly 2"), run::log);
    assertTrue(lines.contains("large 0"), run::log);
    assertTrue(Files.readString(codes).endsWith(undisturbed()), lines::toString);
  }

  private List<String> study() {
    return GoldenRuns.with(StudyRun.SMALL, List.of("--output=" + folder.resolve("study")));
  }

  private int exitCode(List<String> args) throws Exception {
    return Program.start(folder.resolve("log"), args).exitCode();
  }

  private static String undisturbed() throws IOException {
    return Files.readString(GoldenRuns.output(StudyRun.SMALL).resolve("summary.json"));
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
