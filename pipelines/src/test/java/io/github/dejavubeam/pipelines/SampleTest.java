package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command of a new user shows both tests, and that both find memory. */
class SampleTest {

  @TempDir Path folder;

  @Test
  void bothTestsAreShownAndReportedEachInItsOwnFolder() throws IOException {
    Path output = folder.resolve("sample");
    List<String> args = List.of("sample", "--k=10", "--objects=all", "--output=" + output);
    StudyRun run = StudyRun.complete(args);

    assertTrue(run.out().contains("mini-clip-a vs mini-clip-b (two-model, t2i)"), run.out());
    assertTrue(run.out().contains("mini-sup-a vs mini-sup-b (two-model)"), run.out());
    for (String test : List.of("vlm", "image")) {
      assertTrue(Files.exists(output.resolve(test + "/report.html")), test);
      assertTrue(Files.exists(output.resolve(test + "/manifest.json")), test);
    }
    JsonNode gap = summary(output.resolve("vlm")).at("/comparisons/0");
    assertEquals("mini-clip-b t2i", gap.get("reference").asText() + " " + gap.get("mode").asText());
    assertTrue(gap.at("/ppg/low").asDouble() > 0, gap.toString());

    // Cut off in the second test, the same command leaves the first as it is.
    JsonNode image = summary(output.resolve("image"));
    Files.delete(output.resolve("image/manifest.json"));
    StudyRun again = StudyRun.complete(args);
    assertFalse(again.out().contains("mini-clip-a"), again.out());
    assertEquals(image, summary(output.resolve("image")));
    StudyRun complete = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, complete.exitCode(), complete.err());
  }

  @Test
  void theImageTestHasAllKindsOfReferencesAndFindsMemory() throws IOException {
    Path output = folder.resolve("image");
    StudyRun.complete(List.of("sample", "--tests=image", "--output=" + output));

    JsonNode summary = summary(output);
    assertEquals(150, summary.at("/counts/target/scored").asInt());
    assertEquals(200, summary.at("/counts/public/indexed").asInt());
    assertEquals(
        List.of("knn", "knn", "classifier", "naive-bayes", "naive-bayes", "naive-bayes"),
        summary.findValuesAsText("kind").subList(0, 6));
    for (JsonNode score : summary.get("dejaVu")) {
      if (score.get("reference").asText().equals("mini-sup-b")) {
        assertTrue(score.at("/top1/low").asDouble() > 0, score.toString());
        assertTrue(
            score.at("/quadrants/memorized").asDouble()
                > score.at("/quadrants/misrepresented").asDouble(),
            score.toString());
      }
    }
  }

  @Test
  void anUnknownTestIsNamed() {
    StudyRun run = StudyRun.of(List.of("sample", "--tests=audio", "--output=" + folder));

    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains("--tests=audio: choose from vlm, image"), run.err());
  }

  private static JsonNode summary(Path output) throws IOException {
    return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
  }
}
