package io.github.dejavubeam.transforms.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.Interval;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SummaryJsonTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void writesTheContractToTheByte() {
    VlmSummary summary =
        Studies.summary(
            Studies.result(
                Studies.comparison("clip-a", "clip-b", 10, Comparison.ALL_OBJECTS),
                Studies.POSITIVE,
                Studies.UNMEASURED));

    assertEquals(
        """
        {
          "test": "vlm",
          "version": 1,
          "counts": {
            "target": {
              "read": 20,
              "scored": 16,
              "unlabelled": 3,
              "skipped": 1
            },
            "public": {
              "read": 12,
              "indexed": 11,
              "skipped": 1
            },
            "leaks": {
              "sameImage": 0,
              "sameCaption": 2,
              "excluded": 0
            }
          },
          "comparisons": [
            {
              "model": "clip-a",
              "reference": "clip-b",
              "kind": "two-model",
              "mode": "t2i",
              "k": 10,
              "objects": "all",
              "n": 16,
              "ppg": {
                "value": 0.25,
                "low": 0.125,
                "high": 0.375,
                "pValue": 1.0E-9
              },
              "prg": {
                "value": null,
                "low": null,
                "high": null,
                "pValue": null
              },
              "aucg": {
                "value": 0.1,
                "low": -0.05,
                "high": 0.25,
                "pValue": 0.19
              },
              "precision": {
                "model": 0.114,
                "reference": 0.0995
              },
              "recall": {
                "model": 0.673,
                "reference": 0.577
              },
              "mostMemorized": [
                {
                  "order": "max_pred_gap",
                  "fraction": 0.01,
                  "records": 1,
                  "precisionGap": 1.0,
                  "recallGap": 1.0,
                  "fGap": 0.999995
                },
                {
                  "order": "max_pred_gap",
                  "fraction": 0.1,
                  "records": 1,
                  "precisionGap": 0.25,
                  "recallGap": 0.75,
                  "fGap": 0.375
                },
                {
                  "order": "min_dist",
                  "fraction": 0.1,
                  "records": 1,
                  "precisionGap": 0.2,
                  "recallGap": 0.5,
                  "fGap": 0.3
                }
              ]
            }
          ]
        }
        """,
        new String(SummaryJson.bytes(summary), UTF_8));
  }

  @Test
  void aControlSetAddsItsCountsItsGapsAndTheDifferencesAtTheEnd() throws IOException {
    ComparisonResult result =
        Studies.result(Studies.comparison("a", "b", 1, 1), Studies.NEGATIVE, Studies.NEGATIVE);
    JsonNode plain = JSON.readTree(SummaryJson.bytes(Studies.summary(result)));
    JsonNode controlled =
        JSON.readTree(
            SummaryJson.bytes(
                Studies.controlled(
                    result.toBuilder()
                        .setControl(Studies.control(Studies.POSITIVE, Studies.UNDECIDED))
                        .build())));

    assertEquals(
        JSON.readTree("{\"read\": 9, \"scored\": 8, \"unlabelled\": 1, \"skipped\": 0}"),
        controlled.at("/counts/control"));
    List<String> fields = new ArrayList<>();
    controlled.at("/comparisons/0").fieldNames().forEachRemaining(fields::add);
    List<String> plainFields = new ArrayList<>();
    plain.at("/comparisons/0").fieldNames().forEachRemaining(plainFields::add);
    plainFields.addAll(List.of("control", "difference"));
    assertEquals(plainFields, fields);
    assertEquals(8, controlled.at("/comparisons/0/control/n").asInt());
    assertEquals(-0.375, controlled.at("/comparisons/0/control/prg/low").asDouble());
    assertEquals(
        -0.5, controlled.at("/comparisons/0/control/mostMemorized/0/precisionGap").asDouble());
    assertEquals(0.25, controlled.at("/comparisons/0/difference/ppg/value").asDouble());
    assertEquals(0.5, controlled.at("/comparisons/0/difference/aucg/pValue").asDouble());
    JsonNode difference = controlled.at("/comparisons/0/difference/mostMemorized/0");
    assertEquals("min_dist", difference.get("order").asText());
    assertEquals(0.1, difference.get("fraction").asDouble());
    assertEquals(0.125, difference.at("/precisionGap/low").asDouble());
    assertEquals(0.5, difference.at("/recallGap/pValue").asDouble());
    assertTrue(difference.at("/fGap/value").isNull());
  }

  @Test
  void gapsOnTheMostMemorizedHaveIntervalsAtTheEndWhereThereAreEnoughExamples() throws IOException {
    MemorizedGap gap = MemorizedGap.of(MemorizedOrder.MIN_DIST, 0.1, 9, 0.2, 0.5, 0.3);
    MemorizedGap.Intervals intervals =
        new MemorizedGap.Intervals(
            new Interval(0.1, 0.3), new Interval(0.4, 0.6), new Interval(0.25, 0.5));
    ComparisonResult result =
        Studies.result(Studies.comparison("a", "b", 1, 1), Studies.NEGATIVE, Studies.NEGATIVE)
            .toBuilder()
            .setMostMemorized(List.of(gap.with(intervals)))
            .build();

    assertEquals(
        JSON.readTree(
            """
            {"order": "min_dist", "fraction": 0.1, "records": 9,
             "precisionGap": 0.2, "recallGap": 0.5, "fGap": 0.3,
             "intervals": {"precisionGap": {"low": 0.1, "high": 0.3},
                           "recallGap": {"low": 0.4, "high": 0.6},
                           "fGap": {"low": 0.25, "high": 0.5}}}
            """),
        JSON.readTree(SummaryJson.bytes(Studies.summary(result)))
            .at("/comparisons/0/mostMemorized/0"));
  }

  @Test
  void theOrderOfTheResultsDoesNotMatter() {
    List<Comparison> inOrder =
        List.of(
            Studies.comparison("a", "b", 1, Comparison.ALL_OBJECTS),
            Studies.comparison("a", "b", 1, 1),
            Studies.comparison("a", "b", 1, 10),
            Studies.comparison("a", "b", 10, 1),
            Studies.comparison("a", "c", 1, 1),
            Studies.comparison("b", "a", 1, 1));
    List<ComparisonResult> results = new ArrayList<>();
    for (int i : new int[] {3, 0, 5, 2, 4, 1}) {
      results.add(Studies.result(inOrder.get(i), Studies.POSITIVE, Studies.POSITIVE));
    }
    byte[] shuffled = SummaryJson.bytes(Studies.summary(results.toArray(ComparisonResult[]::new)));
    results.sort((x, y) -> x.comparison().compareTo(y.comparison()));

    assertEquals(inOrder, results.stream().map(ComparisonResult::comparison).toList());
    assertArrayEquals(
        SummaryJson.bytes(Studies.summary(results.toArray(ComparisonResult[]::new))), shuffled);
  }

  @Test
  void anyNameComesBackFromTheFile() throws IOException {
    for (String name :
        List.of(
            "a \"quoted\", b",
            "two\nlines\r\n",
            "<script>alert(1)</script>",
            "\u202Eevil\u200F",
            "\u0000\u001B[31m",
            "ünïcödé \uD83E\uDD8A",
            "=1+1",
            "")) {
      assertEquals(name, written(name).textValue());
    }
  }

  @Test
  void halfASurrogatePairIsReplacedInsteadOfFailing() throws IOException {
    assertEquals("a?b", written("a\uD83Eb").textValue());
  }

  @Test
  void numbersAreTheShortestThatParseBackOnEveryJdk() {
    // JDK 17 itself prints 1.9999999999999998E23.
    assertTrue(ppg(Double.parseDouble("2e23")).contains("\"value\": 2.0E23,"));
    assertTrue(ppg(-0.0).contains("\"value\": 0.0,"));
    assertTrue(ppg(216.0 / 1380).contains("\"value\": 0.1565217391304348,"));
  }

  @Test
  void holdsEveryGoldenNumber() throws IOException {
    JsonNode written = JSON.readTree(SummaryJson.bytes(GoldenStudy.read())).get("comparisons");
    JsonNode golden = GoldenStudy.comparisons();

    assertEquals(36, written.size());
    for (int i = 0; i < golden.size(); i++) {
      JsonNode expected = golden.get(i);
      JsonNode actual = written.get(i);
      for (String field : List.of("model", "reference", "kind", "mode", "k", "objects", "n")) {
        assertEquals(expected.get(field), actual.get(field), field);
      }
      for (String gap : List.of("ppg", "prg", "aucg")) {
        assertEquals(expected.get(gap), actual.get(gap).get("value"), gap);
      }
      for (String rest : List.of("precision", "recall", "mostMemorized")) {
        assertEquals(expected.get(rest), actual.get(rest), rest);
      }
    }
  }

  private static JsonNode written(String model) throws IOException {
    VlmSummary summary =
        Studies.summary(
            Studies.result(
                Studies.comparison(model, "b", 1, 1), Studies.POSITIVE, Studies.POSITIVE));
    return JSON.readTree(SummaryJson.bytes(summary)).at("/comparisons/0/model");
  }

  private static String ppg(double value) {
    return new String(
        SummaryJson.bytes(
            Studies.summary(
                Studies.result(
                    Studies.comparison("a", "b", 1, 1),
                    Estimate.of(value, 0, 1, 1),
                    Studies.POSITIVE))),
        UTF_8);
  }
}
