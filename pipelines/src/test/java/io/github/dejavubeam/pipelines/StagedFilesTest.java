package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFilesTest {

  @TempDir Path folder;

  @Test
  void whatTheClusterHasAndWhatNoWorkerRunsIsNotSent() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<Path> jars =
        Stream.of(
                "beam-sdks-java-core-2.70.0.jar",
                "beam-runners-flink-1.19-2.70.0.jar",
                "beam-runners-direct-java-2.70.0.jar",
                "flink-runtime-1.19.0.jar",
                "slf4j-jdk14-2.0.16.jar",
                "onnxruntime-1.29.0.jar")
            .map(folder::resolve)
            .toList();
    for (Path jar : jars) {
      Files.createFile(jar);
    }
    String classPath =
        String.join(
            File.pathSeparator,
            Stream.concat(Stream.of(classes, folder.resolve("none.jar")), jars.stream())
                .map(Path::toString)
                .toList());

    List<String> sent = StagedFiles.of(classPath, Set.of("onnxruntime-1.29.0.jar"));

    assertEquals(List.of(classes.toString(), jars.get(0).toString(), jars.get(1).toString()), sent);
  }

  @Test
  void workersOfDataflowAreSentNothingOfFlinkNorOfOtherSystems() throws IOException {
    List<String> sent =
        StagedFiles.ofDataflow(Files.readString(Path.of("target/class-path.txt"))).stream()
            .map(file -> Path.of(file).getFileName().toString())
            .toList();
    for (String needed : List.of("onnxruntime-", "leptonica-", "opencv-", "arrow-vector-")) {
      assertTrue(sent.stream().anyMatch(file -> file.startsWith(needed)), needed);
    }
    assertTrue(sent.stream().anyMatch(file -> file.endsWith("linux-x86_64.jar")));
    assertTrue(
        sent.stream()
            .noneMatch(file -> file.matches("(flink-|slf4j-|beam-runners-flink).*|.*-windows-.*")));
  }

  @Test
  void theProgramsClassPathHoldsNoLibraryOfTests() throws IOException {
    List<String> sent =
        StagedFiles.of(Files.readString(Path.of("target/class-path.txt")), Set.of());
    assertTrue(sent.stream().anyMatch(file -> file.contains("beam-sdks-java-core")));
    assertTrue(sent.stream().noneMatch(file -> file.matches(".*(junit|archunit|test-classes).*")));
  }
}
