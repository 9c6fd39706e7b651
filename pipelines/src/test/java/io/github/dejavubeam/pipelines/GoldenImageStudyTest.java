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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whole image studies against the results of an independent implementation: both pairs of models,
 * both outputs, both smoothings. Its "intersection" is the examples that the second model, the
 * classifier and five tags get right; that of {@code summary.json} those that every second model
 * gets right, as the method says. Both are checked.
 */
class GoldenImageStudyTest {

  private static final Path GOLDEN = GoldenRuns.SHARED.resolve("golden/scenes");
  private static final double EXAMPLES = 1200;
  private static final double OF_A_CLASS = 60;

  /** Float32 convolutions differ in the last digit between machines: two examples. */
  private static final double SLACK = 2.000001;

  private static final String CLASSIFIER = "crop-classifier-b";

  private final Map<String, String> names = new HashMap<>();
  private List<String> references;
  private JsonNode golden;
  private JsonNode summary;
  private String pair;
  private String output;
  private List<Map<String, String>> goldenRows;
  private Map<String, PredictionRow> rows;
  private Path folder;

  @ParameterizedTest
  @CsvSource({
    "sup, projection, smooth",
    "sup, embedding, laplace",
    "ssl, projection, laplace",
    "ssl, embedding, smooth"
  })
  void everyNumberIsAsPublished(String models, String modelOutput, String smoothing)
      throws IOException {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden results at " + GOLDEN);
    pair = models;
    output = modelOutput;
    references =
        List.of(pair + "-b", CLASSIFIER, "naive-bayes-1", "naive-bayes-2", "naive-bayes-5");
    names.put(pair + "-a", "f_a");
    names.put(pair + "-b", "two_model_f_b");
    names.put(CLASSIFIER, "classifier_b");
    for (int tags : new int[] {1, 2, 5}) {
      names.put("naive-bayes-" + tags, "nb_top" + tags + "_" + smoothing);
    }
    // A control set changes nothing of what is measured on the target set.
    folder =
        GoldenRuns.output(
            smoothing.equals("smooth")
                ? GoldenRuns.controlledImage(pair, output)
                : GoldenRuns.with(
                    GoldenRuns.image(pair, output), List.of("--smoothing=laplace:1")));
    golden = new ObjectMapper().readTree(GOLDEN.resolve(pair + "/results.json").toFile());
    summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    goldenRows =
        PredictionRow.table(GOLDEN.resolve(pair + "/per_record_" + output + "_target-a.csv.gz"));
    rows = PredictionRow.written(folder.resolve("examples"));

    assertEquals(1200, summary.at("/counts/target/scored").asInt());
    assertEquals(2000, summary.at("/counts/public/indexed").asInt());
    checkPredictors();
    checkDejaVu();
    checkAgreement();
    checkIntersections();
    checkClasses();
    checkMemorizationConfidence();
    checkExamples();
  }

  private void checkPredictors() {
    assertEquals(6, summary.get("predictors").size());
    for (JsonNode predictor : summary.get("predictors")) {
      String name = predictor.get("name").asText();
      JsonNode expected =
          golden.get(
              switch (name) {
                case CLASSIFIER -> "classifier_b/target-a";
                default ->
                    name.startsWith("naive-bayes")
                        ? names.get(name) + "/target-a"
                        : "knn/" + output + "/" + name.replace('-', '_') + "/target-a";
              });
      check(expected, "top1@1.0", predictor.get("top1"), EXAMPLES, SLACK, name);
      check(expected, "top5@1.0", predictor.get("top5"), EXAMPLES, SLACK, name);
      for (JsonNode confident : predictor.get("confident")) {
        double n = confident.get("n").asDouble();
        String at = "@" + confident.get("fraction").asDouble();
        check(expected, "top1" + at, confident.get("top1"), n, SLACK, name);
        check(expected, "top5" + at, confident.get("top5"), n, SLACK, name);
      }
    }
  }

  private void checkDejaVu() {
    JsonNode scores = golden.at("/dejavu_score/" + output + "~1" + pair + "_a_on_target-a");
    JsonNode level = golden.get("sample_level/" + output);
    assertEquals(5, summary.get("dejaVu").size());
    for (JsonNode score : summary.get("dejaVu")) {
      String name = names.get(score.get("reference").asText());
      String prefix =
          name.replace("two_model_f_b", "two_model").replace("classifier_b", "classifier") + ":";
      check(scores, prefix + "top1@1.0", score.at("/top1/value"), EXAMPLES, 2 * SLACK, name);
      check(scores, prefix + "top5@1.0", score.at("/top5/value"), EXAMPLES, 2 * SLACK, name);
      for (JsonNode confident : score.get("confident")) {
        double fraction = confident.get("fraction").asDouble();
        String at = "@" + fraction;
        double n = Math.floor(fraction * EXAMPLES);
        check(scores, prefix + "top1" + at, confident.get("top1"), n, 2 * SLACK, name);
        check(scores, prefix + "top5" + at, confident.get("top5"), n, 2 * SLACK, name);
      }
      check(
          level.get("memorised_share"),
          name,
          score.at("/quadrants/memorized"),
          EXAMPLES,
          SLACK,
          name);
    }
  }

  private static void check(
      JsonNode expected, String field, JsonNode actual, double n, double slack, String name) {
    if (expected.has(field)) {
      double off = Math.abs(expected.get(field).asDouble() - actual.asDouble()) * n;
      assertTrue(off <= slack, name + " " + field + " off by " + off);
    } else {
      assertTrue(field.contains("top5") && name.startsWith("n"), name + " has no " + field);
    }
  }

  private void checkAgreement() {
    JsonNode level = golden.get("sample_level/" + output);
    List<String> order = new ArrayList<>();
    level.get("names").forEach(name -> order.add(name.asText()));
    for (int i = 0; i < references.size(); i++) {
      assertEquals(references.get(i), summary.at("/correlation/agreement/names/" + i).asText());
      int row = order.indexOf(names.get(references.get(i)));
      for (int j = 0; j < references.size(); j++) {
        int column = order.indexOf(names.get(references.get(j)));
        assertEquals(
            level.get("agreement_reference_correctness").get(row).get(column).asDouble(),
            summary.at("/correlation/agreement/matrix/" + i + "/" + j).asDouble(),
            SLACK / EXAMPLES);
      }
    }
  }

  private void checkIntersections() {
    double secondModel = goldenRows.stream().filter(row -> row.get("f_b_ok").equals("1")).count();
    assertEquals(secondModel, summary.at("/correlation/intersection").asDouble(), SLACK);
    for (JsonNode reference : summary.at("/correlation/accuracy")) {
      String name = reference.get("reference").asText();
      double both =
          goldenRows.stream()
              .filter(row -> row.get("f_b_ok").equals("1") && isRight(name, row))
              .count();
      assertEquals(both, reference.get("onIntersection").asDouble() * secondModel, SLACK, name);
    }
    if (names.get("naive-bayes-5").equals("nb_top5_smooth")) {
      double all =
          goldenRows.stream()
              .map(row -> row.get("key"))
              .filter(key -> correct(pair + "-b", key))
              .filter(key -> correct(CLASSIFIER, key) && correct("naive-bayes-5", key))
              .count();
      assertEquals(golden.at("/correlation~1" + output + "/n").asDouble(), all, SLACK);
    }
  }

  private boolean isRight(String reference, Map<String, String> row) {
    String column = reference.equals(CLASSIFIER) ? "cls" : names.get(reference);
    return reference.equals(pair + "-b")
        ? row.get("f_b_ok").equals("1")
        : row.get(column + "_pred").equals(row.get("label"));
  }

  private boolean correct(String predictor, String key) {
    return rows.get(predictor + " " + key).correct();
  }

  private void checkClasses() throws IOException {
    JsonNode correlation = golden.get("correlation/" + output);
    JsonNode shares = correlation.get("per_class_accuracy");
    List<String> lines = Files.readAllLines(folder.resolve("tables/classes.csv"));
    assertEquals(1 + 20 * 5, lines.size());
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      double expected = shares.get(names.get(cells[2])).get(cells[0]).asDouble();
      assertEquals(OF_A_CLASS, Double.parseDouble(cells[1]), line);
      assertEquals(expected * OF_A_CLASS, Double.parseDouble(cells[3]), SLACK, line);
    }
    Map<String, Integer> right = new HashMap<>();
    for (Map<String, String> row : goldenRows) {
      if (correct(pair + "-a", row.get("key"))) {
        right.merge(row.get("label"), 1, Integer::sum);
      }
    }
    shares
        .get("f_a")
        .fields()
        .forEachRemaining(
            share ->
                assertEquals(
                    share.getValue().asDouble() * OF_A_CLASS,
                    right.getOrDefault(share.getKey(), 0),
                    SLACK,
                    share.getKey()));
    for (JsonNode top : summary.at("/correlation/topClasses")) {
      JsonNode expected = shares.get(names.get(top.get("reference").asText()));
      JsonNode labels =
          correlation.get("top5_by_reference").get(names.get(top.get("reference").asText()));
      for (int i = 0; i < 5; i++) {
        // Where a class changes places, it is with one of about the same share.
        String label = top.get("classes").get(i).get("label").asText();
        assertEquals(
            expected.get(labels.get(i).asText()).asDouble(),
            expected.get(label).asDouble(),
            SLACK / OF_A_CLASS,
            label);
      }
    }
  }

  private void checkMemorizationConfidence() throws IOException {
    JsonNode expected = golden.get("memorization_confidence/" + output);
    Map<Double, Integer> bins = new HashMap<>();
    double sum = 0;
    int n = 0;
    int positive = 0;
    for (Map<String, String> row : goldenRows) {
      if (row.get("f_a_ok").equals("1") && !row.get("cls_pred").equals(row.get("label"))) {
        double confidence = Double.parseDouble(row.get("mem_conf"));
        bins.merge(Math.floor(confidence / 0.25) * 0.25, 1, Integer::sum);
      }
      Double actual = rows.get(pair + "-a " + row.get("key")).memorized().get(CLASSIFIER);
      if (actual != null) {
        assertEquals(Double.parseDouble(row.get("mem_conf")), actual, 0.05, row.get("key"));
        sum += actual;
        n++;
        positive += actual > 0 ? 1 : 0;
      }
    }
    assertEquals(expected.get("subset_n").asDouble(), n, SLACK);
    assertEquals(expected.get("subset_positive").asDouble(), positive, SLACK);
    assertEquals(expected.get("subset_mean").asDouble(), sum / n, 0.02);
    int counted = 0;
    for (String line : Files.readAllLines(folder.resolve("tables/memorization-confidence.csv"))) {
      String[] cells = line.split(",", -1);
      if (cells[1].equals(CLASSIFIER)) {
        int inBin = Integer.parseInt(cells[3]);
        assertEquals(bins.getOrDefault(Double.parseDouble(cells[2]), 0), inBin, SLACK, line);
        counted += inBin;
      }
    }
    assertEquals(n, counted);
  }

  private void checkExamples() {
    assertEquals(6 * 1200, rows.size());
    int different = 0;
    for (Map<String, String> expected : goldenRows) {
      String key = expected.get("key");
      different +=
          same(expected, "f_a", rows.get(pair + "-a " + key))
                  && same(expected, "f_b", rows.get(pair + "-b " + key))
              ? 0
              : 1;
      PredictionRow classifier = rows.get(CLASSIFIER + " " + key);
      assertEquals(expected.get("cls_pred"), classifier.predicted(), key);
      assertEquals(Double.parseDouble(expected.get("cls_conf")), classifier.confidence(), 1e-4);
      assertEquals(Double.parseDouble(expected.get("cls_entropy")), classifier.entropy(), 1e-4);
      for (int tags : new int[] {1, 2, 5}) {
        PredictionRow naiveBayes = rows.get("naive-bayes-" + tags + " " + key);
        String column = names.get("naive-bayes-" + tags);
        assertEquals(expected.get(column + "_pred"), naiveBayes.predicted(), key);
        double confidence = Double.parseDouble(expected.get(column + "_p"));
        assertEquals(confidence, naiveBayes.confidence(), 1e-6 * confidence, key);
      }
    }
    System.out.printf("%s %s: votes of %d of 1200 examples differ%n", pair, output, different);
    assertTrue(different <= 0.005 * EXAMPLES, different + " examples differ");
  }

  private static boolean same(Map<String, String> expected, String column, PredictionRow row) {
    List<String> nearest = new ArrayList<>();
    for (String place : expected.get(column + "_nn5").split(" ", -1)) {
      nearest.add("scene-public-%05d".formatted(Integer.parseInt(place)));
    }
    return expected.get(column + "_pred").equals(row.predicted())
        && expected.get("label").equals(row.label())
        && nearest.equals(row.neighbours().subList(0, nearest.size()))
        && Math.abs(Double.parseDouble(expected.get(column + "_entropy")) - row.entropy()) < 1e-9
        && (expected.get(column + "_ok").equals("1") == row.correct())
        && (expected.get(column + "_top5_ok").equals("1") == row.top5().contains(row.label()));
  }
}
