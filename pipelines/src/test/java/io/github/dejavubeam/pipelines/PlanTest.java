package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The plan as a user asks for it, and what it refuses. */
class PlanTest {

  private static final Path DOCUMENT = Path.of("../deploy/SCALING.md");
  private static final String COMMAND = "./dejavu plan ";

  private static List<String> plan(String... more) {
    List<String> args =
        new ArrayList<>(List.of("plan", "--targets=1000", "--publics=2000", "--cores=4"));
    args.addAll(List.of(more));
    return args;
  }

  private static JsonNode json(String... more) throws IOException {
    return new ObjectMapper().readTree(StudyRun.complete(plan(more), "--json").out());
  }

  private static JsonNode stage(JsonNode plan, String name) {
    for (JsonNode stage : plan.get("stages")) {
      if (stage.get("stage").asText().equals(name)) {
        return stage;
      }
    }
    throw new AssertionError("no stage " + name);
  }

  @Test
  void stagesAddUpToTheTotal() throws IOException {
    JsonNode plan = json();
    double hours = 0;
    for (JsonNode stage : plan.get("stages")) {
      hours += stage.get("coreHours").asDouble();
    }
    assertEquals(hours, plan.get("total").get("coreHours").asDouble(), 1e-12);
    assertEquals(4, plan.get("searches").asInt());
    assertEquals(18, plan.get("comparisons").asInt());
  }

  @Test
  void measuredSpeedsTakeThePlaceOfDefaults() throws IOException {
    double slow = stage(json("--gflops=1"), "search").get("coreHours").asDouble();
    double fast = stage(json("--gflops=2"), "search").get("coreHours").asDouble();
    double operations = 2.0 * 1_000 * 2_000 * 512 * 4;
    assertEquals(operations / 1e9 / 2 / 3600, slow - fast, 1e-9);
    double image =
        stage(json("--modelSecondsPerImage=3"), "embed images").get("coreHours").asDouble()
            - stage(json("--modelSecondsPerImage=2"), "embed images").get("coreHours").asDouble();
    assertEquals(2_000 * 2 / 3600.0, image, 1e-9);
  }

  @Test
  void gpusTakeTheModelsFromTheCores() throws IOException {
    JsonNode stage = stage(json("--gpus=2", "--gpuImagesPerSecond=10"), "embed images");
    assertEquals(2_000 * 2 / 10.0 / 3600, stage.get("gpuHours").asDouble(), 1e-9);
  }

  @Test
  void theTextNamesStagesAndLimits() {
    String text = StudyRun.complete(plan()).out();
    assertTrue(text.contains("look up and score"), text);
    assertTrue(text.contains("blocks of the public set kept open: 1 of 16,384"), text);
  }

  @Test
  void nonsenseIsRefusedByName() {
    refused("--publics", "--publics=0");
    refused("--controls", "--controls=-1");
    refused("--models", "--models=0");
    refused("--references=0 and --embedders=0", "--references=0");
    refused("no mode 'i2i'", "--mode=i2i");
    refused("--k", "--k=0");
    refused("--objects", "--objects=top-0");
    refused("--dimension", "--dimension=0");
    refused("--vectorType", "--vectorType=int8");
    refused("--megapixels", "--megapixels=-1");
    refused("--cores", "--cores=0");
    refused("--networkGbps", "--networkGbps=0");
    refused("--searchMemory", "--searchMemory=0");
    refused("--gflops", "--gflops=0");
    refused("--gpus=1", "--gpuGflops=5");
    refused("--nonsense", "--nonsense=1");
  }

  private static void refused(String named, String option) {
    List<String> args = plan(option);
    args.removeIf(arg -> arg.startsWith(option.replaceFirst("=.*", "=")) && !arg.equals(option));
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(named), run.err());
  }

  @Test
  void aPlanWithoutSizesIsRefused() {
    StudyRun run = StudyRun.of(List.of("plan", "--targets=10"));
    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains("publics"), run.err());
  }

  @Test
  void helpNamesEveryOption() {
    String help = StudyRun.of(List.of("plan", "--help")).out();
    DeclaredOptions.of(PlanOptions.class)
        .keySet()
        .forEach(option -> assertTrue(help.contains("--" + option + "="), option));
  }

  /** Every plan that the document shows, with what it prints in the block below. */
  @Test
  void plansOfTheDocumentAreWhatTheProgramPrints() throws IOException {
    String[] parts = Files.readString(DOCUMENT).split("```\n", -1);
    int shown = 0;
    for (int i = 0; i < parts.length - 2; i++) {
      int command = parts[i].lastIndexOf(COMMAND);
      if (command >= 0 && parts[i].indexOf("```", command) < 0) {
        String words = parts[i].substring(command).replace("\\\n", " ").strip();
        List<String> args = Arrays.asList(words.split(" +"));
        assertEquals(StudyRun.complete(args.subList(1, args.size())).out(), parts[i + 2], words);
        shown++;
      }
    }
    assertTrue(shown > 1, "the document shows too few plans");
  }
}
