import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Gives a cluster one study after another from one process, and prints after each what every
 * TaskManager holds after a collection. Arguments: how many studies, the directory of the local
 * cluster, an output directory, then the words of the study without {@code --output}.
 */
final class Soak {

  private static final long MIB = 1 << 20;

  private Soak() {}

  public static void main(String[] args) throws Exception {
    int studies = Integer.parseInt(args[0]);
    Path cluster = Path.of(args[1]);
    Path output = Path.of(args[2]);
    String[] study = Arrays.copyOfRange(args, 3, args.length + 1);
    study[study.length - 1] = "--output=" + output;
    System.out.println("study taskmanager residentMiB heapMiB metaspaceMiB threads seconds");
    for (int i = 1; i <= studies; i++) {
      long start = System.nanoTime();
      run(study);
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      delete(output);
      for (Path file : taskManagers(cluster)) {
        String name = file.getFileName().toString().replace(".pid", "");
        System.out.println(i + " " + name + " " + held(Files.readString(file).strip()) + " " + seconds);
      }
    }
  }

  /** Runs the program as its launcher does, which is not public: it ends a process. */
  private static void run(String[] words) throws ReflectiveOperationException {
    Method run =
        Class.forName("io.github.dejavubeam.pipelines.Dejavu")
            .getDeclaredMethod("run", String[].class, PrintStream.class, PrintStream.class);
    run.setAccessible(true);
    Object code;
    try {
      code = run.invoke(null, words, new PrintStream(PrintStream.nullOutputStream()), System.err);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    }
    if (!code.equals(0)) {
      throw new IllegalStateException("a study ended with exit code " + code);
    }
  }

  private static List<Path> taskManagers(Path cluster) throws IOException {
    try (Stream<Path> files = Files.list(cluster)) {
      return files
          .filter(file -> file.getFileName().toString().matches("taskmanager-[0-9]+\\.pid"))
          .sorted()
          .toList();
    }
  }

  private static String held(String process) throws IOException, InterruptedException {
    said("jcmd", process, "GC.run");
    List<String> gc = said("jstat", "-gc", process);
    return status(process, "VmRSS") / 1024
        + " "
        + Math.round((column(gc, "OU") + column(gc, "EU")) * 1024 / MIB)
        + " "
        + Math.round(column(gc, "MU") * 1024 / MIB)
        + " "
        + status(process, "Threads");
  }

  private static double column(List<String> table, String name) {
    int column = List.of(table.get(0).strip().split(" +")).indexOf(name);
    return Double.parseDouble(table.get(1).strip().split(" +")[column]);
  }

  private static long status(String process, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc", process, "status")).stream()
        .filter(line -> line.startsWith(name + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> said(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    // Else a Java process says first that it took them.
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    List<String> lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + lines);
    }
    return lines;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
