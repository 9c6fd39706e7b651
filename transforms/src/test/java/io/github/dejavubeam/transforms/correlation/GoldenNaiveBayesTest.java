package io.github.dejavubeam.transforms.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.transforms.io.Example;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published Naive Bayes on the real scenes, against an independent implementation. */
@ExtendWith(TestPipelineExtension.class)
class GoldenNaiveBayesTest {

  @BeforeEach
  void findScenes() {
    assumeTrue(Files.isDirectory(GoldenScenes.SHARED), "no scenes at " + GoldenScenes.SHARED);
  }

  @Test
  void tagsAreCountedAsTheyWere() throws IOException {
    JsonNode golden =
        new ObjectMapper()
            .readTree(
                GoldenScenes.SHARED
                    .resolve("golden/scenes/sup/naive_bayes_counts_target-b.json")
                    .toFile());

    assertEquals(
        golden.get("counts"),
        new ObjectMapper()
            .readTree(
                new ObjectMapper().writeValueAsBytes(GoldenScenes.tagCounts("target-b").counts())));
  }

  @ParameterizedTest
  @CsvSource({
    "1, smooth, 1e-10", "2, smooth, 1e-10", "5, smooth, 1e-10",
    "1, laplace, laplace:1", "2, laplace, laplace:1", "5, laplace, laplace:1"
  })
  void everyExampleIsPredictedAsPublished(int tags, String name, String smoothing)
      throws IOException {
    Map<String, Example> examples = GoldenScenes.examples("target-a");
    NaiveBayes naiveBayes = naiveBayes(smoothing);
    String column = "nb_top" + tags + "_" + name;

    List<Map<String, String>> rows =
        GoldenScenes.table("sup/per_record_projection_target-a.csv.gz");
    for (Map<String, String> row : rows) {
      ClassPrediction prediction = naiveBayes.predict(examples.get(row.get("key")).tags(), tags);
      assertEquals(row.get(column + "_pred"), prediction.ranked().get(0), row.get("key"));
      double confidence = Double.parseDouble(row.get(column + "_p"));
      assertEquals(confidence, prediction.confidence(), 1e-6 * confidence, row.get("key"));
    }
    assertEquals(1200, rows.size());
  }

  @Test
  void accuraciesAreThoseOfTheMostConfidentExamples(TestPipeline pipeline) throws IOException {
    List<String> names = new ArrayList<>();
    List<ExampleOutcome> outcomes = outcomes(names);
    JsonNode golden =
        new ObjectMapper()
            .readTree(GoldenScenes.SHARED.resolve("golden/scenes/sup/results.json").toFile());

    PAssert.that(
            pipeline
                .apply(Create.of(outcomes).withCoder(ExampleOutcome.coder()))
                .apply(ConfidentAccuracies.of(List.of(1.0, 0.2, 0.05))))
        .satisfies(
            found -> {
              int compared = 0;
              for (KV<Integer, ConfidentAccuracy> accuracy : found) {
                String name = names.get(accuracy.getKey());
                ConfidentAccuracy value = accuracy.getValue();
                double expected =
                    golden.get(name + "/target-a").get("top1@" + value.fraction()).asDouble();
                assertEquals(expected, value.top1(), 1e-12, name + value);
                compared++;
              }
              assertEquals(18, compared);
              return null;
            });
    pipeline.run();
  }

  @Test
  void referencesAgreeAsTheyDid() throws IOException {
    List<Map<String, String>> rows =
        GoldenScenes.table("sup/per_record_projection_target-a.csv.gz");
    List<String> columns =
        List.of("f_b", "cls", "nb_top1_smooth", "nb_top2_smooth", "nb_top5_smooth");
    OutcomeCountsFn fn = new OutcomeCountsFn(6, 1);
    OutcomeCounts counts = fn.createAccumulator();
    for (Map<String, String> row : rows) {
      List<ClassPrediction> predictions = new ArrayList<>();
      for (String column : columns) {
        predictions.add(new ClassPrediction(List.of(row.get(column + "_pred")), 0, 0));
      }
      predictions.add(new ClassPrediction(List.of(row.get("f_a_pred")), 0, 0));
      fn.addInput(counts, ExampleOutcome.of(row.get("key"), row.get("label"), false, predictions));
    }
    JsonNode golden =
        new ObjectMapper()
            .readTree(GoldenScenes.SHARED.resolve("golden/scenes/sup/results.json").toFile())
            .get("sample_level/projection");

    for (int i = 0; i < columns.size(); i++) {
      for (int j = 0; j < columns.size(); j++) {
        assertEquals(
            golden.get("agreement_reference_correctness").get(i).get(j).asDouble(),
            counts.agreeing(i, j) / 1200.0,
            1e-12);
      }
      String name = golden.get("names").get(i).asText();
      assertEquals(
          golden.get("memorised_share").get(name).asDouble(),
          counts.top1(5, i).memorized() / 1200.0,
          1e-12);
    }
    assertEquals(counts.top1(0), counts.intersection());
  }

  private static NaiveBayes naiveBayes(String smoothing) throws IOException {
    return new NaiveBayes(
        GoldenScenes.tagCounts("target-b"), Estimator.PUBLISHED, Smoothing.of(smoothing));
  }

  private static List<ExampleOutcome> outcomes(List<String> names) throws IOException {
    Map<String, NaiveBayes> bySmoothing = new HashMap<>();
    bySmoothing.put("smooth", naiveBayes("1e-10"));
    bySmoothing.put("laplace", naiveBayes("laplace:1"));
    for (int tags : new int[] {1, 2, 5}) {
      bySmoothing.keySet().stream().sorted().forEach(s -> names.add("nb_top" + tags + "_" + s));
    }
    List<ExampleOutcome> outcomes = new ArrayList<>();
    for (Example example : GoldenScenes.examples("target-a").values()) {
      List<ClassPrediction> predictions = new ArrayList<>();
      for (String name : names) {
        int tags = name.charAt("nb_top".length()) - '0';
        predictions.add(
            bySmoothing
                .get(name.substring(name.lastIndexOf('_') + 1))
                .predict(example.tags(), tags));
      }
      outcomes.add(ExampleOutcome.of(example.key(), example.label(), false, predictions));
    }
    return outcomes;
  }
}
