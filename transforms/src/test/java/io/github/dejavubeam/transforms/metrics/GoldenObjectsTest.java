package io.github.dejavubeam.transforms.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The comparisons that were computed independently of this program, at k = 10. */
@ExtendWith(TestPipelineExtension.class)
class GoldenObjectsTest {

  private static final Path GOLDEN = Path.of("../../shared/sample/golden/clipart/objects/target-a");
  private static final int K = 10;

  @Test
  void scoresOfTheGoldenExamplesGiveTheGoldenComparisons(TestPipeline pipeline) throws IOException {
    assumeTrue(Files.isDirectory(GOLDEN), "no golden data at " + GOLDEN + ": skipped");
    List<Comparison> comparisons = new ArrayList<>();
    Map<Comparison, JsonNode> expected = new HashMap<>();
    List<KV<Integer, ExampleScore>> scores = new ArrayList<>();
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("expected.json").toFile());
    for (JsonNode node : golden.get("comparisons")) {
      if (node.get("k").asInt() == K) {
        Comparison comparison = comparison(node);
        for (ExampleScore score : scores(comparison)) {
          scores.add(KV.of(comparisons.size(), score));
        }
        comparisons.add(comparison);
        expected.put(comparison, node);
      }
    }
    assertEquals(12, comparisons.size());

    PAssert.that(
            pipeline
                .apply(
                    Create.of(scores)
                        .withCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of())))
                .apply(CompareModels.of(comparisons, List.of(0.001, 0.01, 0.1))))
        .satisfies(
            results -> {
              Map<Comparison, JsonNode> left = new HashMap<>(expected);
              for (ComparisonResult result : results) {
                assertGolden(left.remove(result.comparison()), result);
              }
              assertEquals(Map.of(), left);
              return null;
            });
    pipeline.run();
  }

  private static Comparison comparison(JsonNode node) {
    String objects = node.get("objects").asText();
    return Comparison.of(
        node.get("model").asText(),
        node.get("reference").asText(),
        node.get("kind").asText().equals("two-model")
            ? ReferenceKind.TWO_MODEL
            : ReferenceKind.ONE_MODEL,
        Mode.of(node.get("mode").asText()),
        K,
        objects.equals("all")
            ? Comparison.ALL_OBJECTS
            : Integer.parseInt(objects.substring("top-".length())));
  }

  private static List<ExampleScore> scores(Comparison comparison) throws IOException {
    String name =
        String.join(
            "-",
            comparison.model(),
            comparison.reference(),
            comparison.mode().label(),
            "k" + K,
            comparison.objects());
    List<ExampleScore> scores = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(name + ".csv.gz"))),
                UTF_8))) {
      List<String> header = List.of(lines.readLine().split(",", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] row = line.split(",", -1);
        scores.add(
            ExampleScore.of(
                row[header.indexOf("id")],
                listed(row[header.indexOf("objects")]),
                listed(row[header.indexOf("predicted")]),
                Integer.parseInt(row[header.indexOf("hits")]),
                listed(row[header.indexOf("predictedReference")]),
                Integer.parseInt(row[header.indexOf("hitsReference")]),
                Double.parseDouble(row[header.indexOf("distances")].split("\\|", -1)[0])));
      }
    }
    return scores;
  }

  private static int listed(String labels) {
    return labels.isEmpty() ? 0 : labels.split("\\|", -1).length;
  }

  private static void assertGolden(JsonNode golden, ComparisonResult result) {
    assertEquals(golden.get("n").asLong(), result.n());
    assertEquals(golden.get("precisionWins").asLong(), result.precisionWins());
    assertEquals(golden.get("precisionLosses").asLong(), result.precisionLosses());
    assertEquals(golden.get("recallWins").asLong(), result.recallWins());
    assertEquals(golden.get("recallLosses").asLong(), result.recallLosses());
    assertNear(golden.get("ppg"), result.ppg().value());
    assertNear(golden.get("prg"), result.prg().value());
    assertNear(golden.get("aucg"), result.aucg().value());
    assertNear(golden.at("/precision/model"), result.modelPrecision());
    assertNear(golden.at("/precision/reference"), result.referencePrecision());
    assertNear(golden.at("/recall/model"), result.modelRecall());
    assertNear(golden.at("/recall/reference"), result.referenceRecall());
    List<MemorizedGap> gaps = new ArrayList<>(result.mostMemorized());
    for (JsonNode gap : golden.get("mostMemorized")) {
      MemorizedGap actual = gaps.remove(0);
      assertEquals(gap.get("order").asText(), actual.order().label());
      assertEquals(gap.get("fraction").asDouble(), actual.fraction());
      assertEquals(gap.get("records").asLong(), actual.records());
      assertNear(gap.get("precisionGap"), actual.precisionGap());
      assertNear(gap.get("recallGap"), actual.recallGap());
      assertNear(gap.get("fGap"), actual.fGap());
    }
    assertEquals(List.of(), gaps);
  }

  private static void assertNear(JsonNode expected, double actual) {
    assertEquals(expected.asDouble(), actual, 1e-12);
  }
}
