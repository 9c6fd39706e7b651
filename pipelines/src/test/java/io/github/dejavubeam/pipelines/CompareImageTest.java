package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two studies of the same scenes by two models, each against the other one and a classifier. */
class CompareImageTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir static Path folder;

  @BeforeAll
  static void runTwoStudies() {
    study("first", "mini-sup-a", "mini-sup-b", "--parallelism=1");
    study("second", "mini-sup-b", "mini-sup-a", "--parallelism=2");
  }

  /** Model and reference change places, so that every score changes its sign in every example. */
  @Test
  void theSameExamplesAreComparedInPairs() throws IOException {
    StudyRun run = compare("first", "second", "changes", "--parallelism=2");

    JsonNode written = read("changes/comparison.json");
    JsonNode first = read("first/summary.json");
    assertEquals(2, written.at("/predictors").size());
    JsonNode score = written.at("/dejaVu/0");
    assertEquals(1, written.at("/dejaVu").size());
    assertEquals("mini-sup-a", score.at("/first/model").asText());
    assertEquals("mini-sup-b", score.at("/second/model").asText());
    assertEquals(150, score.at("/shared").asInt());
    for (String best : List.of("top1", "top5")) {
      JsonNode before = first.at("/dejaVu/0/" + best);
      double value = before.at("/value").asDouble();
      JsonNode difference = score.at("/" + best + "/difference");
      assertEquals(before, score.at("/" + best + "/first"));
      assertEquals(-2 * value, difference.at("/value").asDouble(), 1e-12);
      // The model's accuracy falls by what the score was.
      JsonNode accuracy = written.at("/predictors/0/" + best);
      assertEquals(first.at("/predictors/0/" + best).asDouble(), accuracy.at("/first").asDouble());
      assertEquals(-value, accuracy.at("/difference/value").asDouble(), 1e-12);
      // Twice the mean of the same pairs.
      assertEquals(
          2 * accuracy.at("/difference/low").asDouble(), difference.at("/low").asDouble(), 1e-9);
    }
    for (int share = 0; share < 2; share++) {
      JsonNode before = first.at("/dejaVu/0/confident/" + share);
      JsonNode change = score.at("/confident/" + share);
      assertEquals(before.at("/fraction"), change.at("/fraction"));
      assertEquals(before.at("/top1").asDouble(), change.at("/top1/first").asDouble(), 1e-12);
      assertEquals(
          -2 * before.at("/top1").asDouble(),
          change.at("/top1/difference/value").asDouble(),
          1e-12);
      assertEquals(before.at("/top5").asDouble(), change.at("/top5/first").asDouble(), 1e-12);
    }
    assertEquals(1 + 9, Files.readAllLines(folder.resolve("changes/comparison.csv")).size());
    assertTrue(
        run.out().contains("mini-sup-a vs mini-sup-b -> mini-sup-b vs mini-sup-a"), run.out());
  }

  @Test
  void theBytesDoNotDependOnTheRunnerOrTheFiles() throws IOException {
    compare("first", "second", "at-one", "--parallelism=1");
    compare(
        "first",
        "second",
        "direct",
        "--runner=DirectRunner",
        "--enforceImmutability=false",
        "--enforceEncodability=false");

    for (String file : List.of("comparison.json", "comparison.csv", "comparison.txt")) {
      assertArrayEquals(
          Files.readAllBytes(folder.resolve("at-one").resolve(file)),
          Files.readAllBytes(folder.resolve("direct").resolve(file)),
          file);
    }
  }

  @Test
  void whatCannotBeComparedIsNamedWithTheMend() throws IOException {
    Path captions = folder.resolve("captions");
    Files.createDirectories(captions.resolve("examples"));
    Files.writeString(captions.resolve("examples/part.parquet"), "");
    Files.writeString(captions.resolve("manifest.json"), "{}");
    Files.writeString(captions.resolve("summary.json"), "{\"test\": \"vlm\", \"comparisons\": []}");
    refused("give two of the same test", captions);
    Files.writeString(captions.resolve("summary.json"), "{\"test\": \"image\"}");
    refused("the studies have no predictor in common: run both with the same --k", captions);
    Files.writeString(
        captions.resolve("summary.json"),
        "{\"test\": \"image\", \"dejaVu\": [{\"model\": \"</script>\", \"reference\": \"b\"}]}");
    refused("but not both predictors: run the study again", captions);
    Files.writeString(captions.resolve("summary.json"), "{\"test\": \"ima");
    refused("summary.json cannot be read", captions);
    Files.writeString(captions.resolve("summary.json"), "{\"test\": \"image\"}");
    Files.delete(captions.resolve("examples/part.parquet"));
    refused("without --examples=false", captions);
    Files.delete(captions.resolve("manifest.json"));
    refused("holds no finished study", captions);
  }

  /** A study that has everything but examples. */
  private Path examplesToCome(String name) throws IOException {
    Path study = folder.resolve(name);
    Files.createDirectories(study.resolve("examples"));
    for (String file : List.of("manifest.json", "summary.json")) {
      Files.copy(folder.resolve("first").resolve(file), study.resolve(file));
    }
    return study;
  }

  private StudyRun compareWithSecond(Path study) {
    return StudyRun.of(
        List.of(
            "compare",
            folder.resolve("second").toString(),
            study.toString(),
            "--output=" + folder.resolve("of-" + study.getFileName())));
  }

  @Test
  void aFileOfExamplesThatIsNotWholeIsBadData() throws IOException {
    Path cut = examplesToCome("cut");
    Files.writeString(cut.resolve("examples/a.parquet"), "PAR1, and then the disk was full");

    StudyRun run = compareWithSecond(cut);

    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(run.err().contains("is no whole parquet file: give the directory as"), run.err());
  }

  @Test
  void examplesThatAreThereTwiceAreNamed() throws IOException {
    Path twice = examplesToCome("twice");
    try (Stream<Path> files = Files.list(folder.resolve("first/examples"))) {
      Path file =
          files.filter(path -> path.toString().endsWith(".parquet")).findAny().orElseThrow();
      Files.copy(file, twice.resolve("examples/a.parquet"));
      Files.copy(file, twice.resolve("examples/b.parquet"));
    }

    StudyRun run = compareWithSecond(twice);

    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(run.err().contains("hold two rows of the predictor"), run.err());
  }

  private static void refused(String message, Path study) {
    StudyRun run =
        StudyRun.of(List.of("compare", folder.resolve("first").toString(), study.toString()));
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(message), run.err());
  }

  private static StudyRun compare(String first, String second, String output, String... more) {
    return StudyRun.complete(
        List.of(
            "compare",
            folder.resolve(first).toString(),
            folder.resolve(second).toString(),
            "--output=" + folder.resolve(output)),
        more);
  }

  private static JsonNode read(String file) throws IOException {
    return MAPPER.readTree(folder.resolve(file).toFile());
  }

  private static void study(String name, String model, String reference, String parallelism) {
    Path models = StudyRun.SAMPLE.resolve("models");
    StudyRun.complete(
        List.of("image", "--k=20", parallelism),
        "--target=" + StudyRun.SAMPLE.resolve("scenes/target-a"),
        "--public=" + StudyRun.SAMPLE.resolve("scenes/public"),
        "--model=" + models.resolve(model),
        "--reference=" + models.resolve(reference),
        "--output=" + folder.resolve(name));
  }
}
