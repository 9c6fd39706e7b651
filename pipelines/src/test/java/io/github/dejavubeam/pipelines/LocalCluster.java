package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Flink cluster of real processes, started by the script that users start it by. */
final class LocalCluster {

  private static final Path SCRIPT = Path.of("../deploy/flink/local-cluster");
  private static final long TIMEOUT_SECONDS = 300;

  private final Path folder;
  private final int port;

  private LocalCluster(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** One JobManager and two TaskManagers of two slots; the test is skipped if nothing starts. */
  static LocalCluster start(Path folder, String... options) throws Exception {
    LocalCluster cluster = new LocalCluster(folder, freePort());
    List<String> args = new ArrayList<>(List.of("start", "--port=" + cluster.port));
    args.addAll(List.of("--rpc-port=" + freePort(), "--taskmanagers=2", "--slots=2"));
    args.add("--heap=512");
    args.addAll(List.of(options));
    try {
      assertEquals(0, cluster.script(args), () -> cluster.output("script"));
    } catch (IOException e) {
      abort("processes cannot be started: " + e.getMessage());
    }
    return cluster;
  }

  /** Runs the script and returns its exit code. */
  int script(List<String> args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(args);
    command.add("--dir=" + folder);
    Files.createDirectories(folder.resolveSibling("scripts"));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(scriptLog().toFile())
            .start();
    assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the script does not end");
    return process.exitValue();
  }

  private Path scriptLog() {
    return folder.resolveSibling("scripts").resolve(folder.getFileName() + ".log");
  }

  /** What the script printed last ({@code script}), or the log of a process. */
  String output(String name) {
    try {
      return Files.readString(
          name.equals("script") ? scriptLog() : folder.resolve("log/" + name + ".log"));
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  /** The options that run a study there, on both TaskManagers. */
  List<String> options() {
    return List.of("--runner=FlinkRunner", "--flinkMaster=" + address(), "--parallelism=2");
  }

  /** Cancels a job, as Flink's web interface does; whether it was there to cancel. */
  boolean cancel(String jobName) {
    return FlinkCluster.at(address()).cancel(jobName);
  }

  private String address() {
    return "127.0.0.1:" + port;
  }

  /** As {@code kill -9} does. */
  void kill(String name) throws IOException {
    long id = Long.parseLong(Files.readString(folder.resolve(name + ".pid")).strip());
    ProcessHandle.of(id).orElseThrow().destroyForcibly();
  }

  /** Stops what still runs of it. */
  void stop() throws IOException, InterruptedException {
    assertEquals(0, script(List.of("stop")), () -> output("script"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
