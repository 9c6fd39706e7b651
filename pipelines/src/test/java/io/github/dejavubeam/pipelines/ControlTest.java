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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gaps on the target set beside those on a control set. */
class ControlTest {

  private static final Path SHARED = Path.of("../../shared/sample");

  @TempDir Path folder;

  /**
   * A sentence embedder labels much better than a tiny CLIP, so the gaps are negative on what the
   * CLIP was trained on and on what it never saw, but less so on the first.
   */
  @Test
  void aBetterLabellerHidesMemoryThatTheDifferenceFromTheControlShows() throws IOException {
    assumeTrue(Files.isDirectory(SHARED), "no data at " + SHARED);
    StudyRun run =
        StudyRun.complete(
            List.of(
                "vlm",
                "--target=" + SHARED.resolve("clipart/target-a"),
                "--control=" + SHARED.resolve("clipart/heldout"),
                "--public=" + SHARED.resolve("clipart/public"),
                "--model=" + SHARED.resolve("models/clip-a"),
                "--reference=minilm=" + StudyRun.SAMPLE.resolve("models/all-MiniLM-L6-v2"),
                "--mode=t2i",
                "--k=10",
                "--objects=all",
                "--examples=false",
                "--minScore=1",
                "--output=" + folder));

    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    JsonNode result = summary.at("/comparisons/0");
    assertEquals(422, summary.at("/counts/control/scored").asInt());
    assertEquals(422, result.at("/control/n").asInt());
    for (String gap : List.of("ppg", "prg", "aucg")) {
      JsonNode difference = result.at("/difference/" + gap);
      assertTrue(result.at("/" + gap + "/high").asDouble() < 0, gap);
      assertTrue(result.at("/control/" + gap + "/high").asDouble() < 0, gap);
      assertTrue(difference.at("/low").asDouble() > 0, gap + ": " + difference);
      assertTrue(difference.at("/pValue").asDouble() < 0.05, gap + ": " + difference);
    }
    assertFalse(summary.at("/shift/shifted").asBoolean(), summary.get("shift").toString());
    assertEquals(1, summary.at("/shift/distances").size());
    assertTrue(run.out().contains("so the difference is what memory adds"), run.out());
  }
}
