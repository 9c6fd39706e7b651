package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** The 36 golden comparisons of clip-a as a summary, to see the outputs in their full size. */
final class GoldenStudy {

  private static final Path EXPECTED =
      Path.of("../../shared/sample/golden/clipart/objects/target-a/expected.json");

  private GoldenStudy() {}

  /** The study; skips the test, saying why, where the golden data is absent. */
  static VlmSummary read() throws IOException {
    Assumptions.assumeTrue(Files.exists(EXPECTED), "no golden data at " + EXPECTED);
    JsonNode expected = new ObjectMapper().readTree(EXPECTED.toFile());
    long target = expected.at("/counts/target/read").longValue();
    long publicSet = expected.at("/counts/public/read").longValue();
    List<ComparisonResult> results = new ArrayList<>();
    expected.get("comparisons").forEach(comparison -> results.add(result(comparison)));
    return VlmSummary.of(
        SplitCounts.of(target, target, 0, 0),
        SplitCounts.of(publicSet, publicSet, 0, 0),
        LeakCounts.of(0, 0, 0),
        results);
  }

  /** The golden file's own nodes, to compare with. */
  static JsonNode comparisons() throws IOException {
    return new ObjectMapper().readTree(EXPECTED.toFile()).get("comparisons");
  }

  private static ComparisonResult result(JsonNode json) {
    String objects = json.get("objects").textValue();
    return ComparisonResult.builder()
        .setComparison(
            Comparison.of(
                json.get("model").textValue(),
                json.get("reference").textValue(),
                json.get("kind").textValue().equals("two-model")
                    ? ReferenceKind.TWO_MODEL
                    : ReferenceKind.ONE_MODEL,
                Mode.of(json.get("mode").textValue()),
                json.get("k").intValue(),
                objects.equals("all")
                    ? Comparison.ALL_OBJECTS
                    : Integer.parseInt(objects.substring("top-".length()))))
        .setN(json.get("n").longValue())
        .setPpg(estimate(json, "ppg"))
        .setPrg(estimate(json, "prg"))
        .setAucg(estimate(json, "aucg"))
        .setPrecisionWins(json.get("precisionWins").longValue())
        .setPrecisionLosses(json.get("precisionLosses").longValue())
        .setRecallWins(json.get("recallWins").longValue())
        .setRecallLosses(json.get("recallLosses").longValue())
        .setModelPrecision(json.at("/precision/model").doubleValue())
        .setReferencePrecision(json.at("/precision/reference").doubleValue())
        .setModelRecall(json.at("/recall/model").doubleValue())
        .setReferenceRecall(json.at("/recall/reference").doubleValue())
        .setMostMemorized(gaps(json.get("mostMemorized")))
        .build();
  }

  /** The golden file has no intervals: one of the right size stands in, and p = 0.05 at its end. */
  private static Estimate estimate(JsonNode json, String name) {
    double value = json.get(name).doubleValue();
    double half = 1.96 / Math.sqrt(json.get("n").doubleValue());
    return Estimate.of(
        value, value - half, value + half, Math.exp(-3 * value * value / (half * half)));
  }

  private static List<MemorizedGap> gaps(JsonNode json) {
    List<MemorizedGap> gaps = new ArrayList<>();
    for (JsonNode gap : json) {
      gaps.add(
          MemorizedGap.of(
              MemorizedOrder.valueOf(gap.get("order").textValue().toUpperCase(Locale.ROOT)),
              gap.get("fraction").doubleValue(),
              gap.get("records").longValue(),
              gap.get("precisionGap").doubleValue(),
              gap.get("recallGap").doubleValue(),
              gap.get("fGap").doubleValue()));
    }
    return gaps;
  }
}
