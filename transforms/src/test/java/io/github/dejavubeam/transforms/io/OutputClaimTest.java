package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputClaimTest {

  @TempDir Path directory;

  @Test
  void aStudyGoesOnWithTheOptionsThatItBeganWith() throws IOException {
    claim("vlm", Map.of("k", "1", "target", "a,b")).close();
    String begun = Files.readString(directory.resolve("study.json"));

    claim("vlm", Map.of("k", "1", "target", "a,b")).close();

    assertEquals(
        """
        {
          "verb" : "vlm",
          "options" : {
            "k" : "1",
            "target" : "a,b"
          }
        }\
        """,
        begun);
    assertEquals(begun, Files.readString(directory.resolve("study.json")));
  }

  @Test
  void anotherOptionIsNamed() throws IOException {
    claim("vlm", Map.of("k", "1", "minScore", "0.5")).close();

    assertUnfinished(
        "with --k=1, not with --k=1,10", "vlm", Map.of("k", "1,10", "minScore", "0.5"));
    assertUnfinished("with --minScore=0.5, not without --minScore", "vlm", Map.of("k", "1"));
    assertUnfinished(
        "without --target, not with --target=a",
        "vlm",
        Map.of("k", "1", "minScore", "0.5", "target", "a"));
    assertUnfinished(
        "of dejavu vlm, not of dejavu embed", "embed", Map.of("k", "1", "minScore", "0.5"));
  }

  @Test
  void aRefusedClaimLeavesTheDirectoryFree() throws IOException {
    claim("vlm", Map.of("k", "1")).close();
    assertUnfinished("with --k=1, not with --k=2", "vlm", Map.of("k", "2"));

    claim("vlm", Map.of("k", "1")).close();
  }

  @Test
  void oneRunAtATimeHasADirectory() throws IOException {
    OutputClaim first = claim("vlm", Map.of());
    assertEquals(
        "--output="
            + directory
            + " is in use by another run: wait for its end, or choose another directory",
        fault("vlm", Map.of()));
    first.close();

    claim("vlm", Map.of()).close();
  }

  @Test
  void filesWhoseNamesDependOnTheEarlierRunAreRemoved() throws IOException {
    claim("vlm", Map.of()).close();
    for (String file :
        List.of(
            "examples/examples-00000-of-00009.parquet",
            "examples/.temp-beam/part",
            "vectors/target/clip.text/.partial-1.tmp",
            "vectors/target/clip.text/block.arrow",
            "examples.txt")) {
      Files.createDirectories(directory.resolve(file).getParent());
      Files.writeString(directory.resolve(file), "x");
    }

    claim("vlm", Map.of()).close();

    try (var all = Files.walk(directory)) {
      assertEquals(
          List.of(".dejavu", "examples.txt", "study.json", "vectors/target/clip.text/block.arrow"),
          all.filter(Files::isRegularFile)
              .map(file -> directory.relativize(file).toString())
              .sorted()
              .toList());
    }
  }

  @Test
  void aStudyThatWasFinishedMeanwhileIsNotTouched() throws IOException {
    claim("vlm", Map.of()).close();
    Files.writeString(directory.resolve("manifest.json"), "{}");

    assertEquals(
        "--output="
            + directory
            + " holds a complete study (manifest.json): choose another directory or remove it",
        fault("vlm", Map.of()));
  }

  @Test
  void aBrokenRecordOfTheBeginningIsAFault() throws IOException {
    Files.writeString(directory.resolve("study.json"), "{\"verb\": ");

    assertEquals(
        "--output=" + directory + " holds a broken study.json: choose another directory",
        fault("vlm", Map.of()));
  }

  private OutputClaim claim(String verb, Map<String, String> options) throws IOException {
    return OutputClaim.of(
        "--output",
        directory.toString(),
        new StudyBeginning(verb, new TreeMap<>(options)),
        () -> {});
  }

  private String fault(String verb, Map<String, String> options) {
    return assertThrows(IllegalArgumentException.class, () -> claim(verb, options)).getMessage();
  }

  private void assertUnfinished(String difference, String verb, Map<String, String> options) {
    assertEquals(
        "--output="
            + directory
            + " holds an unfinished study "
            + difference
            + ": give the options that it began with, or another directory",
        fault(verb, options));
  }
}
