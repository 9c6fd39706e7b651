package io.github.dejavubeam.transforms.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads faulty inputs for a time, in processes of their own, and tells what was found: an exception
 * that a reader does not document, an exhausted heap, more than 5 seconds for a small input, more
 * memory than limits allow, a crash. Inputs that led to a finding, with the stack, are left in
 * {@code target/fuzz/findings}.
 *
 * <p>Arguments: minutes, and a first seed; without one, the clock's.
 */
public final class Fuzz {

  static final String STATE = "state";

  /** What Java exits with when its first thread throws. */
  private static final int FAILED = 1;

  private static final long PROCESS_SECONDS = 300;

  private final Path root = Path.of("target", "fuzz");
  private final Path findings = root.resolve("findings");

  private Fuzz() {}

  /** Runs for so many minutes; exits with 1 where something was found. */
  public static void main(String[] args) throws Exception {
    long minutes = Long.parseLong(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.currentTimeMillis() << 20;
    System.exit(new Fuzz().run(minutes * 60, seed) ? 1 : 0);
  }

  private boolean run(long seconds, long firstSeed) throws Exception {
    Files.createDirectories(findings);
    List<FuzzTarget> targets = FuzzTargets.in(Files.createDirectories(root.resolve("names")));
    long[] executions = new long[targets.size()];
    long[] accepted = new long[targets.size()];
    long begin = System.nanoTime();
    long left = seconds;
    for (int process = 0; left > 0; process++) {
      Path folder = Files.createDirectories(root.resolve("process-" + process));
      int exit = start(folder, Math.min(left, PROCESS_SECONDS), firstSeed + ((long) process << 32));
      if (exit == FAILED) {
        throw new IllegalStateException("the process does not start: see " + folder.resolve("log"));
      }
      FuzzState state = new FuzzState(folder.resolve(STATE), targets.size());
      if (exit != 0 && exit != FuzzProcess.FATAL) {
        FuzzTarget target = targets.get(state.target());
        String name = target.name() + "-crash-" + exit + "-" + state.seed();
        Files.write(
            findings.resolve(name + ".bin"),
            Mutation.of(target, target.seeds(), state.seed()));
        Files.writeString(
            findings.resolve(name + ".txt"),
            "the process ended with " + exit + ", see " + folder.resolve("log"));
      }
      for (int i = 0; i < executions.length; i++) {
        executions[i] += state.executions(i);
        accepted[i] += state.accepted(i);
      }
      left = seconds - (System.nanoTime() - begin) / 1_000_000_000L;
      tell(targets, executions, accepted, (System.nanoTime() - begin) / 1_000_000_000L);
    }
    try (Stream<Path> found = Files.list(findings)) {
      return found.findAny().isPresent();
    }
  }

  private int start(Path folder, long seconds, long seed) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:ErrorFile=" + folder.resolve("hs_err.log"),
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("java.class.path"),
            FuzzProcess.class.getName(),
            folder.toString(),
            findings.toString(),
            Long.toString(seconds),
            Long.toString(seed),
            "-1"));
    File log = folder.resolve("log").toFile();
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log)
        .start()
        .waitFor();
  }

  private void tell(List<FuzzTarget> targets, long[] executions, long[] accepted, long seconds)
      throws IOException {
    StringBuilder text = new StringBuilder(seconds + " s\n");
    for (int i = 0; i < executions.length; i++) {
      text.append(
          String.format(
              "%-20s %,12d inputs, %,12d taken as good%n",
              targets.get(i).name(), executions[i], accepted[i]));
    }
    try (Stream<Path> found = Files.list(findings)) {
      found.filter(file -> file.toString().endsWith(".txt")).sorted().forEach(
          file -> text.append("found: ").append(file.getFileName()).append('\n'));
    }
    Files.writeString(root.resolve("result.txt"), text);
    System.out.println(text);
  }
}
