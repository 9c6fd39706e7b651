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
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole study against the results of an independent implementation, comparison by comparison. */
class GoldenStudyTest {

  private static final List<String> INTEGERS =
      List.of("precisionWins", "precisionLosses", "recallWins", "recallLosses");

  /**
   * Float32 convolutions differ in the last digit between machines: at most 0.5 % of the examples.
   */
  private static final double SLACK = 0.005;

  /** Embeddings agree to this between machines. */
  private static final double TOLERANCE = 1e-4;

  /** Two distances that differ by less may change places. */
  private static final double NEAR_TIE = 1e-5;

  private static final Path GOLDEN = GoldenRuns.SHARED.resolve("golden/clipart/objects/target-a");

  private static Path folder;

  /** Before each, since a class that is skipped as a whole goes without a word in the report. */
  @BeforeEach
  void findGoldenResults() {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden results at " + GOLDEN);
  }

  @BeforeAll
  static void runTheStudy() throws IOException {
    if (!Files.isDirectory(GOLDEN)) {
      System.out.println("skipped: no golden results at " + GOLDEN);
      return;
    }
    folder = GoldenRuns.output(GoldenRuns.vlm());
  }

  @Test
  void everyComparisonIsAsPublished() throws IOException {
    JsonNode expected =
        new ObjectMapper().readTree(Files.readAllBytes(GOLDEN.resolve("expected.json")));
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

  /**
   * What follows from the neighbours must be equal; neighbours may change places where two
   * distances are nearly equal, in few examples.
   */
  @Test
  void everyExampleIsAsPublishedButForNearTies() throws IOException {
    Map<String, Map<String, ExampleRow>> written =
        ExampleRow.written(folder.resolve("examples"), 10);
    List<Path> files = new ArrayList<>();
    try (var all = Files.newDirectoryStream(GOLDEN, "*.csv.gz")) {
      all.forEach(files::add);
    }
    assertEquals(12, files.size());
    assertEquals(12, written.size());
    int examples = 0;
    int different = 0;
    for (Path file : files) {
      String comparison = file.getFileName().toString().replace(".csv.gz", "");
      Map<String, ExampleRow> golden = ExampleRow.golden(file);
      Map<String, ExampleRow> rows = written.get(comparison);
      assertEquals(golden.keySet(), rows.keySet(), comparison);
      int differentHere = 0;
      for (ExampleRow expected : golden.values()) {
        ExampleRow row = rows.get(expected.id());
        assertEquals(expected.objects(), row.objects(), expected.id());
        boolean same = sameSide(expected.model(), row.model(), expected.id());
        same &= sameSide(expected.reference(), row.reference(), expected.id());
        differentHere += same ? 0 : 1;
      }
      examples += golden.size();
      different += differentHere;
      assertTrue(
          differentHere <= SLACK * golden.size(), comparison + ": " + differentHere + " differ");
    }
    System.out.printf(
        "%d of %d golden examples of %d comparisons differ by near ties%n",
        different, examples, files.size());
  }

  /** Whether the neighbours are the same; if not, checks that it is by near ties. */
  private static boolean sameSide(ExampleRow.Side expected, ExampleRow.Side actual, String id) {
    assertEquals(expected.distances().size(), actual.distances().size(), id);
    boolean same = expected.neighbours().equals(actual.neighbours());
    for (int i = 0; i < expected.distances().size(); i++) {
      // Sorted distances of vectors that differ by little differ by little, place by place.
      assertEquals(
          expected.distances().get(i),
          actual.distances().get(i),
          expected.neighbours().get(i).equals(actual.neighbours().get(i)) ? TOLERANCE : NEAR_TIE,
          id);
    }
    if (same) {
      assertEquals(expected.outcome(), actual.outcome(), id);
    }
    return same;
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
