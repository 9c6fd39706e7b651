package io.github.dejavubeam.transforms.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tries faulty inputs until its time is over. A crash of the Java machine, an exhausted heap, a hang
 * or too much memory ends the process, and the one that started it reads in {@link FuzzState} what
 * it was at.
 */
final class FuzzProcess {

  /** Exit code after a finding that a process does not outlive. */
  static final int FATAL = 3;

  private static final long SLICE_NANOS = 1_000_000_000L;
  private static final long MOST_CPU_NANOS = 5_000_000_000L;
  private static final long MOST_RESIDENT_BYTES = 1_500L << 20;

  private final Path findings;
  private final List<FuzzTarget> targets;
  private final FuzzState state;
  private final Set<String> known = new HashSet<>();
  private final Thread worker = Thread.currentThread();
  private volatile long begunCpu;
  private volatile boolean running;

  private FuzzProcess(Path folder, Path findings, List<FuzzTarget> targets) {
    this.findings = findings;
    this.targets = targets;
    this.state = new FuzzState(folder.resolve(Fuzz.STATE), targets.size());
  }

  /** Arguments: folder, folder of findings, seconds, first seed, target or -1 for all. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    long seed = Long.parseLong(args[3]);
    int only = Integer.parseInt(args[4]);
    FuzzProcess process = new FuzzProcess(folder, Path.of(args[1]), FuzzTargets.in(folder));
    process.watch();
    if (only >= 0) {
      process.tryOne(only, process.targets.get(only).seeds(), seed);
    } else {
      process.run(Long.parseLong(args[2]) * 1_000_000_000L, seed);
    }
    Runtime.getRuntime().halt(0);
  }

  private void run(long nanos, long firstSeed) throws Exception {
    List<List<byte[]>> seeds = new ArrayList<>();
    for (FuzzTarget target : targets) {
      List<byte[]> good = target.seeds();
      for (byte[] seed : good) {
        if (!target.accepts(seed.clone())) {
          throw new IllegalStateException(target.name() + " does not take its own seed");
        }
      }
      seeds.add(good);
    }
    long begin = System.nanoTime();
    long seed = firstSeed;
    while (System.nanoTime() - begin < nanos) {
      for (int target = 0; target < targets.size(); target++) {
        long slice = System.nanoTime();
        while (System.nanoTime() - slice < SLICE_NANOS) {
          tryOne(target, seeds.get(target), seed++);
        }
      }
    }
  }

  private void tryOne(int number, List<byte[]> seeds, long seed) throws IOException {
    FuzzTarget target = targets.get(number);
    byte[] input = Mutation.of(target, seeds, seed);
    state.begin(number, seed);
    begunCpu = cpu();
    running = true;
    boolean accepted = false;
    try {
      accepted = target.accepts(input);
    } catch (VirtualMachineError e) {
      report(target, input, seed, e);
      Runtime.getRuntime().halt(FATAL);
    } catch (Throwable e) {
      report(target, input, seed, e);
    } finally {
      running = false;
    }
    state.end(number, accepted);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Ends the process when an input takes too long or too much memory outside of the heap. */
  private void watch() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Thread watch =
        new Thread(
            () -> {
              while (true) {
                try {
                  Thread.sleep(500);
                  long used = threads.getThreadCpuTime(worker.getId()) - begunCpu;
                  if (running && used > MOST_CPU_NANOS) {
                    fatal("takes more than 5 s of the processor");
                  }
                  if (resident() > MOST_RESIDENT_BYTES) {
                    fatal("the process holds more than 1.5 GiB");
                  }
                } catch (InterruptedException | IOException e) {
                  return;
                }
              }
            });
    watch.setDaemon(true);
    watch.start();
  }

  private void fatal(String what) throws IOException {
    Error error = new Error(what);
    error.setStackTrace(worker.getStackTrace());
    FuzzTarget target = targets.get(state.target());
    byte[] input = Mutation.of(target, target.seeds(), state.seed());
    report(target, input, state.seed(), error);
    Runtime.getRuntime().halt(FATAL);
  }

  private static long resident() throws IOException {
    String[] pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1);
    return Long.parseLong(pages[1]) * 4096;
  }

  /** One file an exception and place: what throws the same at the same place is told of once. */
  private void report(FuzzTarget target, byte[] input, long seed, Throwable error)
      throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(target.name()).append(" seed ").append(seed).append('\n');
    String place = error.getClass().getSimpleName();
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      text.append(cause).append('\n');
      for (StackTraceElement frame : cause.getStackTrace()) {
        text.append("  at ").append(frame).append('\n');
      }
    }
    int frames = 0;
    for (StackTraceElement frame : error.getStackTrace()) {
      boolean ours = frame.getClassName().startsWith("io.github.dejavubeam");
      if (frames++ == 0 || ours) {
        place += "-" + frame.getClassName().replaceFirst(".*\\.", "") + "." + frame.getMethodName();
      }
      if (ours) {
        break;
      }
    }
    String name = target.name() + "-" + place.replaceAll("[^A-Za-z0-9.-]", "_");
    if (known.add(name) && !Files.exists(findings.resolve(name + ".txt"))) {
      Files.write(findings.resolve(name + ".bin"), input);
      Files.write(
          findings.resolve(name + ".txt"),
          text.toString().getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE);
    }
  }
}
