package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Déjà vu scores on the target set beside those on scenes that no model was trained on. */
class ImageControlTest {

  @BeforeEach
  void findScenes() {
    assumeTrue(Files.isDirectory(GoldenRuns.SHARED), "no scenes at " + GoldenRuns.SHARED);
  }

  @Test
  void anEncoderThatMemorizesIsAheadOnTheTargetSetAloneAndTheDifferenceSaysSo() throws IOException {
    Path study = GoldenRuns.output(GoldenRuns.controlledImage("sup", "projection"));
    JsonNode summary = summary(study);

    assertEquals(600, summary.at("/counts/control/scored").asInt());
    JsonNode score = against(summary, "sup-b");
    assertTrue(score.at("/top1/low").asDouble() > 0, score.toString());
    assertContainsZero(score.at("/control/top1"));
    assertTrue(score.at("/difference/top1/low").asDouble() > 0, score.toString());
    assertTrue(score.at("/difference/top1/pValue").asDouble() < 0.05, score.toString());
    // Five tags predict better than the model, which hides what it memorized.
    JsonNode tags = against(summary, "naive-bayes-5");
    assertTrue(tags.at("/top1/high").asDouble() < 0, tags.toString());
    assertTrue(tags.at("/difference/top1/low").asDouble() > 0, tags.toString());
    assertFalse(summary.at("/shift/shifted").asBoolean(), summary.get("shift").toString());
    assertEquals("sup-b", summary.at("/shift/distances/0/reference").asText());
    assertEquals(20, summary.at("/shift/labels/count").asInt());
    String table = Files.readString(study.resolve("tables/table.txt"));
    assertTrue(table.contains("so the difference is what memory adds"), table);
  }

  @Test
  void anEncoderThatDoesNotMemorizeIsNoFartherAheadOnItsTargetSet() throws IOException {
    JsonNode summary = summary(GoldenRuns.output(GoldenRuns.controlledImage("ssl", "embedding")));

    for (JsonNode score : summary.get("dejaVu")) {
      assertContainsZero(score.at("/difference/top1"));
      for (JsonNode confident : score.at("/difference/confident")) {
        assertContainsZero(confident.get("top1"));
      }
    }
  }

  private static void assertContainsZero(JsonNode estimate) {
    double low = estimate.get("low").asDouble();
    double high = estimate.get("high").asDouble();
    assertTrue(low <= 0 && high >= 0, estimate.toString());
    assertFalse(estimate.get("pValue").asDouble() < 0.04, estimate.toString());
  }

  private static JsonNode against(JsonNode summary, String reference) {
    for (JsonNode score : summary.get("dejaVu")) {
      if (score.get("reference").asText().equals(reference)) {
        return score;
      }
    }
    throw new AssertionError("no score against " + reference);
  }

  private static JsonNode summary(Path output) throws IOException {
    return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
  }
}
