package io.github.dejavubeam.pipelines;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What of this program's class path workers elsewhere are sent with a job. */
final class StagedFiles {

  /** Flink itself and its log are the cluster's; no worker runs another runner. */
  private static final Pattern NOT_OF_WORKERS =
      Pattern.compile("(flink-|slf4j-|beam-runners-direct-java-).*\\.jar");

  /** Workers of Dataflow run Linux and have a log of their own. */
  private static final Pattern NOT_OF_DATAFLOW =
      Pattern.compile(
          "(flink-|slf4j-|beam-runners-flink-|beam-runners-direct-java-).*\\.jar"
              + "|.*-(macosx|windows)-[a-z0-9_]+\\.jar");

  private StagedFiles() {}

  /**
   * The files and folders of a class path that workers of Flink need and the cluster has not; a
   * library is there if a file of its name, which tells its version, is.
   */
  static List<String> of(String classPath, Set<String> libraries) {
    return of(
        classPath, name -> !libraries.contains(name) && !NOT_OF_WORKERS.matcher(name).matches());
  }

  /** The files and folders of a class path that workers of Dataflow need. */
  static List<String> ofDataflow(String classPath) {
    return of(classPath, name -> !NOT_OF_DATAFLOW.matcher(name).matches());
  }

  private static List<String> of(String classPath, Predicate<String> wanted) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists)
        .filter(file -> Files.isDirectory(file) || wanted.test(file.getFileName().toString()))
        .map(file -> file.toAbsolutePath().toString())
        .toList();
  }
}
