package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputDirectoryTest {

  @TempDir Path directory;

  private static String fault(String output) {
    return assertThrows(
            IllegalArgumentException.class, () -> OutputDirectory.requireUsable("--output", output))
        .getMessage();
  }

  private void begin() throws IOException {
    StudyBeginning study = new StudyBeginning("vlm", new TreeMap<>());
    OutputClaim.of("--output", directory.toString(), study, () -> {}).close();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  @Test
  void anEmptyDirectoryIsUsableAndIsLeftEmpty() throws IOException {
    OutputDirectory.requireUsable("--output", directory.toString());

    assertEquals(List.of(), files());
  }

  @Test
  void anAbsentDirectoryIsUsableAndIsCreated() {
    OutputDirectory.requireUsable("--output", directory.resolve("a/b").toString());

    assertTrue(Files.isDirectory(directory.resolve("a/b")));
  }

  @Test
  void anUnfinishedStudyResumes() throws IOException {
    begin();
    Files.createDirectories(directory.resolve("vectors"));
    Files.writeString(directory.resolve("vectors/block.arrow"), "x");

    OutputDirectory.requireUsable("--output", directory.toString());

    assertEquals("x", Files.readString(directory.resolve("vectors/block.arrow")));
  }

  @Test
  void aCompleteStudyIsNotTouched() throws IOException {
    begin();
    Files.writeString(directory.resolve("manifest.json"), "{}");

    assertEquals(
        "--output="
            + directory
            + " holds a complete study (manifest.json): choose another directory or remove it",
        fault(directory.toString()));
  }

  @Test
  void aManifestDeeperDownIsNotThatOfTheStudy() throws IOException {
    begin();
    Files.createDirectories(directory.resolve("vectors"));
    Files.writeString(directory.resolve("vectors/manifest.json"), "{}");

    OutputDirectory.requireUsable("--output", directory + "/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes.txt", ".hidden", "sub/deeper/file"})
  void aDirectoryOfOtherFilesIsNotTouched(String other) throws IOException {
    Files.createDirectories(directory.resolve(other).getParent());
    Files.writeString(directory.resolve(other), "mine");

    assertEquals(
        "--output=" + directory + " is not empty: choose another directory or remove it",
        fault(directory.toString()));
    assertEquals("mine", Files.readString(directory.resolve(other)));
  }

  @Test
  void whatCannotBeWrittenIsAFault() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    for (String output : List.of(file.toString(), file + "/below", "nowhere://bucket/study")) {
      String message = fault(output);
      assertTrue(message.startsWith("--output=" + output + " cannot be written ("), message);
      assertTrue(message.contains("choose another directory"), message);
    }
  }

  @Test
  void anOutputMustBeOneName() {
    assertEquals("--output=  is blank: name a directory", fault(" "));
    assertEquals(
        "--output=/tmp/study-* holds a wildcard: name one directory", fault("/tmp/study-*"));
  }
}
