package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole study against the results of an independent implementation, comparison by comparison. */
class GoldenStudyTest {

  private static final Path SHARED = Path.of("../../shared/sample");
  private static final List<String> INTEGERS =
      List.of("precisionWins", "precisionLosses", "recallWins", "recallLosses");

  /**
   * Float32 convolutions differ in the last digit between machines: at most 0.5 % of the examples.
   */
  private static final double SLACK = 0.005;

  @Test
  void everyComparisonOfTheClipartStudyIsAsPublished(@TempDir Path folder) throws IOException {
    Path golden = SHARED.resolve("golden/clipart/objects/target-a/expected.json");
    assumeTrue(Files.exists(golden), "no golden results at ../shared/sample");
    StudyRun.complete(
        List.of(
            "vlm",
            "--target=" + SHARED.resolve("clipart/target-a"),
            "--public=" + SHARED.resolve("clipart/public"),
            "--model=" + SHARED.resolve("models/clip-a"),
            "--reference=" + SHARED.resolve("models/clip-b"),
            "--reference=minilm=" + StudyRun.SAMPLE.resolve("models/all-MiniLM-L6-v2"),
            "--minScore=1",
            "--output=" + folder));
    JsonNode expected = new ObjectMapper().readTree(Files.readAllBytes(golden));
    JsonNode summary =
        new ObjectMapper().readTree(Files.readAllBytes(folder.resolve("summary.json")));
    List<List<String>> table = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("tables/comparisons.csv"))) {
      table.add(List.of(line.split(",")));
    }

    assertEquals(expected.at("/counts/target/scored"), summary.at("/counts/target/scored"));
    assertEquals(expected.at("/counts/public/read"), summary.at("/counts/public/indexed"));
    assertEquals(expected.at("/comparisons").size(), summary.at("/comparisons").size());
    for (int i = 0; i < expected.at("/comparisons").size(); i++) {
      compare(
          expected.at("/comparisons").get(i),
          summary.at("/comparisons").get(i),
          table.get(0),
          table.get(i + 1));
    }
    assertTrue(Files.exists(folder.resolve("manifest.json")));
  }

  private static void compare(
      JsonNode expected, JsonNode actual, List<String> header, List<String> row) {
    String name = expected.at("/reference") + " " + actual.at("/mode") + " " + actual.at("/k");
    for (String field : List.of("model", "reference", "kind", "mode", "k", "objects", "n")) {
      assertEquals(expected.get(field), actual.get(field), name);
    }
    double n = expected.get("n").asDouble();
    for (String field : INTEGERS) {
      double difference =
          expected.get(field).asDouble() - Double.parseDouble(row.get(header.indexOf(field)));
      assertTrue(Math.abs(difference) <= SLACK * n, name + ": " + field + " off by " + difference);
    }
    for (String field : List.of("ppg", "prg", "aucg")) {
      assertEquals(
          expected.get(field).asDouble(),
          actual.at("/" + field + "/value").asDouble(),
          SLACK,
          name);
    }
    for (String pointer :
        List.of("/precision/model", "/precision/reference", "/recall/model", "/recall/reference")) {
      assertEquals(expected.at(pointer).asDouble(), actual.at(pointer).asDouble(), SLACK, name);
    }
    for (int i = 0; i < expected.get("mostMemorized").size(); i++) {
      JsonNode gap = expected.get("mostMemorized").get(i);
      JsonNode found = actual.get("mostMemorized").get(i);
      for (String field : List.of("order", "fraction", "records")) {
        assertEquals(gap.get(field), found.get(field), name);
      }
    }
  }
}
