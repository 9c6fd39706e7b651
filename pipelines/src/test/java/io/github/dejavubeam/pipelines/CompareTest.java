package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two studies of the same drawings by two models, each against the other one. */
class CompareTest {

  @TempDir static Path folder;

  @BeforeAll
  static void runTwoStudies() {
    study("first", "mini-clip-a", "mini-clip-b");
    study("second", "mini-clip-b", "mini-clip-a");
  }

  /** Model and reference change places, so that every gap changes its sign in every example. */
  @Test
  void theSameExamplesAreComparedInPairs() throws IOException {
    StudyRun run =
        StudyRun.complete(
            List.of("compare", folder.resolve("first").toString(), "" + folder.resolve("second")),
            "--output=" + folder.resolve("changes"));

    JsonNode written =
        new ObjectMapper().readTree(folder.resolve("changes/comparison.json").toFile());
    JsonNode first = new ObjectMapper().readTree(folder.resolve("first/summary.json").toFile());
    assertEquals(1, written.at("/comparisons").size());
    JsonNode change = written.at("/comparisons/0");
    assertEquals(200, change.at("/shared").asInt());
    assertEquals("mini-clip-a", change.at("/first/model").asText());
    assertEquals("mini-clip-b", change.at("/second/model").asText());
    for (String gap : List.of("ppg", "prg", "aucg")) {
      double before = first.at("/comparisons/0/" + gap + "/value").asDouble();
      assertEquals(first.at("/comparisons/0/" + gap), change.at("/" + gap + "/first"), gap);
      assertEquals(-2 * before, change.at("/" + gap + "/difference/value").asDouble(), 1e-12, gap);
    }
    // Twice the paired mean has twice the paired interval.
    JsonNode area = first.at("/comparisons/0/aucg");
    assertEquals(
        -2 * area.at("/low").asDouble(), change.at("/aucg/difference/high").asDouble(), 1e-9);
    assertEquals(
        area.at("/pValue").asDouble(), change.at("/aucg/difference/pValue").asDouble(), 1e-9);
    assertEquals(2, Files.readAllLines(folder.resolve("changes/comparison.csv")).size());
    assertTrue(run.out().contains("mini-clip-a vs mini-clip-b -> mini-clip-b vs mini-clip-a"));
  }

  @Test
  void whatIsNoFinishedStudyIsNamedWithTheMend() {
    String first = folder.resolve("first").toString();
    refused("give the directories of two studies", first);
    refused("holds no finished study: give the --output", first, folder.toString());
  }

  private static void refused(String message, String... studies) {
    List<String> args = Stream.concat(Stream.of("compare"), Arrays.stream(studies)).toList();
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains(message), run.err());
  }

  private static void study(String name, String model, String reference) {
    StudyRun.complete(
        List.of(
            "sample",
            "--tests=vlm",
            "--parallelism=1",
            "--mode=t2t",
            "--k=1",
            "--objects=all",
            "--memorizedFractions=0.1"),
        "--model=" + StudyRun.SAMPLE.resolve("models").resolve(model),
        "--reference=" + StudyRun.SAMPLE.resolve("models").resolve(reference),
        "--output=" + folder.resolve(name));
  }
}
