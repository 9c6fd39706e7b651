package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole image studies against the results of an independent implementation. */
class GoldenImageStudyTest {

  private static final Path SHARED = Path.of("../../shared/sample");
  private static final Path GOLDEN = SHARED.resolve("golden/scenes");
  private static final double EXAMPLES = 1200;

  /** Float32 convolutions differ in the last digit between machines: two examples. */
  private static final double SLACK = 2.000001;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"sup, projection", "ssl, embedding"})
  void everyNumberIsAsPublished(String pair, String output) throws IOException {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden results at " + GOLDEN);
    StudyRun.complete(
        List.of(
            "image",
            "--target=" + SHARED.resolve("scenes/target-a"),
            "--public=" + SHARED.resolve("scenes/public"),
            "--model=" + SHARED.resolve("models/" + pair + "-a"),
            "--reference=" + SHARED.resolve("models/" + pair + "-b"),
            "--reference=" + SHARED.resolve("models/crop-classifier-b"),
            "--correlationTrain=" + SHARED.resolve("scenes/target-b"),
            "--modelOutput=" + output,
            "--output=" + folder));
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve(pair + "/results.json").toFile());
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());

    assertEquals(1200, summary.at("/counts/target/scored").asInt());
    assertEquals(2000, summary.at("/counts/public/indexed").asInt());
    checkPredictors(golden, summary, pair, output);
    checkCorrelation(golden, summary, pair, output);
    checkExamples(pair, output);
  }

  private void checkPredictors(JsonNode golden, JsonNode summary, String pair, String output) {
    Map<String, String> names =
        Map.of(
            pair + "-a",
            "knn/" + output + "/" + pair + "_a/target-a",
            pair + "-b",
            "knn/" + output + "/" + pair + "_b/target-a",
            "crop-classifier-b",
            "classifier_b/target-a",
            "naive-bayes-1",
            "nb_top1_smooth/target-a",
            "naive-bayes-2",
            "nb_top2_smooth/target-a",
            "naive-bayes-5",
            "nb_top5_smooth/target-a");
    assertEquals(6, summary.get("predictors").size());
    for (JsonNode predictor : summary.get("predictors")) {
      String name = predictor.get("name").asText();
      JsonNode expected = golden.get(names.get(name));
      check(expected, "top1@1.0", predictor.get("top1"), EXAMPLES, name);
      check(expected, "top5@1.0", predictor.get("top5"), EXAMPLES, name);
      for (JsonNode confident : predictor.get("confident")) {
        double n = confident.get("n").asDouble();
        String at = "@" + confident.get("fraction").asDouble();
        check(expected, "top1" + at, confident.get("top1"), n, name);
        check(expected, "top5" + at, confident.get("top5"), n, name);
      }
    }
  }

  private static void check(
      JsonNode expected, String field, JsonNode actual, double n, String name) {
    if (expected.has(field)) {
      double off = Math.abs(expected.get(field).asDouble() - actual.asDouble()) * n;
      assertTrue(off <= SLACK, name + " " + field + " off by " + off);
    }
  }

  private void checkCorrelation(JsonNode golden, JsonNode summary, String pair, String output) {
    JsonNode expected = golden.get("sample_level/" + output);
    List<String> names =
        List.of(pair + "-b", "crop-classifier-b", "naive-bayes-1", "naive-bayes-2");
    for (int i = 0; i < names.size(); i++) {
      assertEquals(names.get(i), summary.at("/correlation/agreement/names/" + i).asText());
      for (int j = 0; j < names.size(); j++) {
        assertEquals(
            expected.get("agreement_reference_correctness").get(i).get(j).asDouble(),
            summary.at("/correlation/agreement/matrix/" + i + "/" + j).asDouble(),
            2 * SLACK / EXAMPLES);
      }
      for (JsonNode dejaVu : summary.get("dejaVu")) {
        if (dejaVu.get("reference").asText().equals(names.get(i))) {
          String name = expected.get("names").get(i).asText();
          assertEquals(
              expected.get("memorised_share").get(name).asDouble(),
              dejaVu.at("/quadrants/memorized").asDouble(),
              2 * SLACK / EXAMPLES,
              name);
        }
      }
    }
  }

  private void checkExamples(String pair, String output) throws IOException {
    Map<String, PredictionRow> rows = PredictionRow.written(folder.resolve("examples"));
    assertEquals(6 * 1200, rows.size());
    int different = 0;
    List<Map<String, String>> golden =
        PredictionRow.table(GOLDEN.resolve(pair + "/per_record_" + output + "_target-a.csv.gz"));
    for (Map<String, String> expected : golden) {
      String key = expected.get("key");
      different +=
          same(expected, "f_a", rows.get(pair + "-a " + key))
                  && same(expected, "f_b", rows.get(pair + "-b " + key))
              ? 0
              : 1;
      PredictionRow classifier = rows.get("crop-classifier-b " + key);
      assertEquals(expected.get("cls_pred"), classifier.predicted(), key);
      assertEquals(Double.parseDouble(expected.get("cls_conf")), classifier.confidence(), 1e-4);
      assertEquals(Double.parseDouble(expected.get("cls_entropy")), classifier.entropy(), 1e-4);
      for (int tags : new int[] {1, 2, 5}) {
        PredictionRow naiveBayes = rows.get("naive-bayes-" + tags + " " + key);
        String column = "nb_top" + tags + "_smooth";
        assertEquals(expected.get(column + "_pred"), naiveBayes.predicted(), key);
        double confidence = Double.parseDouble(expected.get(column + "_p"));
        assertEquals(confidence, naiveBayes.confidence(), 1e-6 * confidence, key);
      }
    }
    System.out.printf("%s %s: votes of %d of 1200 examples differ%n", pair, output, different);
    assertTrue(different <= 0.005 * EXAMPLES, different + " examples differ");
  }

  private static boolean same(Map<String, String> expected, String column, PredictionRow row) {
    return expected.get(column + "_pred").equals(row.predicted())
        && expected.get("label").equals(row.label())
        && Math.abs(Double.parseDouble(expected.get(column + "_entropy")) - row.entropy()) < 1e-9
        && (expected.get(column + "_ok").equals("1") == row.correct());
  }
}
