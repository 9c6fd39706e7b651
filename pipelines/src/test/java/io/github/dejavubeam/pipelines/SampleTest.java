package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
    checkObjectsByCaption(output.resolve("vlm"));
    for (String test : List.of("vlm", "image")) {
      checkTimes(json(output.resolve(test + "/manifest.json")));
    }

    // Cut off in the second test, the same command leaves the first as it is.
    JsonNode image = summary(output.resolve("image"));
    Files.delete(output.resolve("image/manifest.json"));
    StudyRun again = StudyRun.complete(args);
    assertFalse(again.out().contains("mini-clip-a"), again.out());
    assertEquals(image, summary(output.resolve("image")));
    StudyRun complete = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, complete.exitCode(), complete.err());
  }

  /** Every example of every set was read once, and models of all its encoders ran. */
  private static void checkTimes(JsonNode manifest) {
    Map<String, JsonNode> steps = new TreeMap<>();
    manifest.at("/embedding/steps").forEach(step -> steps.put(step.get("step").asText(), step));
    long read = 0;
    for (JsonNode set : manifest.get("counts")) {
      read += set.path("read").asLong();
    }
    assertEquals(read, steps.get("read").get("examples").asLong(), steps.toString());
    for (JsonNode model : manifest.get("models")) {
      String name = model.get("name").asText();
      assertTrue(
          steps.keySet().stream().anyMatch(step -> step.startsWith("model " + name)),
          name + " in " + steps);
    }
    steps.forEach((step, spent) -> assertTrue(spent.get("threadSeconds").asDouble() > 0, step));
    double busy = manifest.at("/embedding/modelBusyShare").asDouble();
    assertTrue(busy > 0 && busy <= 1, Double.toString(busy));
  }

  /** What the captions name, and what they do not, by a plain loop over captions and examples. */
  private static void checkObjectsByCaption(Path study) throws IOException {
    Map<String, ExampleRow> examples =
        ExampleRow.written(study.resolve("examples"), 10)
            .get("mini-clip-a-mini-clip-b-t2i-k10-all");
    Map<String, String> captions =
        TarShard.texts(StudyRun.SAMPLE.resolve("clipart/target-a/target-a-00000.tar"), ".txt");
    List<String> lines = Files.readAllLines(study.resolve("tables/slices.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    for (boolean named : List.of(true, false)) {
      List<Double> gaps = new ArrayList<>();
      for (ExampleRow example : examples.values()) {
        String caption = captions.get(example.id());
        Set<String> objects =
            example.objects().stream()
                .filter(object -> named == isNamed(object, caption))
                .collect(Collectors.toSet());
        if (!objects.isEmpty()) {
          gaps.add(recall(example.model(), objects) - recall(example.reference(), objects));
        }
      }
      String slice =
          "mini-clip-a,mini-clip-b,two-model,t2i,10,all,caption-names,"
              + (named ? "named," : "unnamed,");
      String[] row =
          lines.stream()
              .filter(line -> line.startsWith(slice))
              .findFirst()
              .orElseThrow()
              .split(",", -1);
      assertEquals(gaps.size(), Integer.parseInt(row[header.indexOf("n")]));
      assertEquals(
          gaps.stream().mapToDouble(gap -> gap).average().orElseThrow(),
          Double.parseDouble(row[header.indexOf("aucg")]),
          1e-9);
    }
  }

  private static boolean isNamed(String object, String caption) {
    String words = object.replaceAll("[^a-z0-9]+", "[^a-z0-9]+");
    return Pattern.compile("[^a-z0-9]" + words + "(s|es)?[^a-z0-9]")
        .matcher(" " + caption.toLowerCase(Locale.ROOT) + " ")
        .find();
  }

  private static double recall(ExampleRow.Side side, Set<String> objects) {
    return (double) objects.stream().filter(side.outcome().predicted()::contains).count()
        / objects.size();
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
    return json(output.resolve("summary.json"));
  }

  private static JsonNode json(Path file) throws IOException {
    return new ObjectMapper().readTree(file.toFile());
  }
}
