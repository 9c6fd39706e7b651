package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark of embedding as a user runs it, and what it refuses. */
class BenchEmbedTest {

  @TempDir Path folder;

  private static List<String> small(String model, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "bench",
                "embed",
                "--model=" + StudyRun.SAMPLE.resolve("models").resolve(model),
                "--input=" + StudyRun.SAMPLE.resolve("clipart/public"),
                "--device=cpu",
                "--threads=2",
                "--rounds=1",
                "--seconds=0.1",
                "--warmupSeconds=0"));
    args.addAll(List.of(more));
    return args;
  }

  @Test
  void thePartsAreTimedForImagesAndTexts() throws IOException {
    JsonNode result =
        new ObjectMapper().readTree(StudyRun.complete(small("mini-clip-a", "--json")).out());
    assertEquals(145, result.get("images").intValue());
    assertEquals(145, result.get("texts").intValue());
    assertEquals("cpu", result.get("device").textValue());
    for (String part : List.of("pipeline", "preprocess", "runtime")) {
      List<String> names = new ArrayList<>();
      result.get(part).fieldNames().forEachRemaining(names::add);
      assertEquals(
          List.of("imagesPerSecond", "cpuSecondsPerImage", "textsPerSecond", "cpuSecondsPerText"),
          names);
      names.forEach(name -> assertTrue(result.get(part).get(name).doubleValue() > 0, name));
    }
    double parts =
        result.get("preprocess").get("cpuSecondsPerImage").doubleValue()
            + result.get("runtime").get("cpuSecondsPerImage").doubleValue();
    assertEquals(
        result.get("pipeline").get("cpuSecondsPerImage").doubleValue() / parts,
        result.get("overheadImages").doubleValue(),
        1e-9);
  }

  @Test
  void aTextEmbedderHasTextsOnly() {
    String table = StudyRun.complete(small("all-MiniLM-L6-v2")).out();
    assertTrue(table.contains("tokenise"), table);
    assertTrue(!table.contains("decode"), table);
  }

  @Test
  void wrongOptionsAreNamedWithTheirMend() throws IOException {
    Path noCaptions = Files.write(folder.resolve("empty.tar"), new TarShard().bytes());
    refused("--threads=0", "--threads=0");
    refused("--rounds=0", "--rounds=0");
    refused("--seconds=-1.0", "--seconds=-1");
    refused("give one model", "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"));
    refused("no such device", "--device=tpu");
    refused("no option --output", "--output=" + folder);
    refused("--input", "--input=" + folder.resolve("absent.tar"));
    StudyRun empty =
        StudyRun.of(
            List.of(
                "bench",
                "embed",
                "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
                "--input=" + noCaptions));
    assertEquals(Dejavu.USAGE, empty.exitCode(), empty.err());
    assertTrue(empty.err().contains("holds no images"), empty.err());
  }

  private static void refused(String named, String... options) {
    List<String> args = small("mini-clip-a");
    for (String option : options) {
      String name = option.substring(0, option.indexOf('=') + 1);
      args.removeIf(arg -> arg.startsWith(name) && !name.equals("--model="));
      args.add(option);
    }
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(named), run.err());
  }
}
