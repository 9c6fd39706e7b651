package io.github.dejavubeam.pipelines;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What of this program's class path a Flink cluster is sent with a job. */
final class StagedFiles {

  /** Flink itself and its log are the cluster's; no worker runs another runner. */
  private static final Pattern NOT_OF_WORKERS =
      Pattern.compile("(flink-|slf4j-|beam-runners-direct-java-).*\\.jar");

  private StagedFiles() {}

  /**
   * The files and folders of a class path that workers need and the cluster has not; a library is
   * there if a file of its name, which tells its version, is.
   */
  static List<String> of(String classPath, Set<String> libraries) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .filter(file -> Files.isDirectory(file) || wanted(file.getFileName().toString(), libraries))
        .map(file -> file.toAbsolutePath().toString())
        .toList();
  }

  private static boolean wanted(String name, Set<String> libraries) {
    return !libraries.contains(name) && !NOT_OF_WORKERS.matcher(name).matches();
  }
}
