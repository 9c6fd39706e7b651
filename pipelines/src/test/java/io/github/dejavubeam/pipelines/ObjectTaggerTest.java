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
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of images whose objects nobody annotated, with a tagger that sees some. */
class ObjectTaggerTest {

  private static final Path TAGGER = StudyRun.SAMPLE.resolve("models/mini-crop-classifier-b");

  @TempDir static Path folder;
  private static List<String> shards;
  private static JsonNode seen;

  @BeforeAll
  static void dropTheAnnotations() throws IOException {
    shards =
        List.of(
            "--target=" + withoutAnnotations("target-a"),
            "--public=" + withoutAnnotations("public"));
    Path output = folder.resolve("seen");
    StudyRun.complete(
        study(output, "--objectTagger=seer=" + TAGGER, "--tagThreshold=0.6", "--parallelism=1"));
    seen = summary(output);
  }

  @Test
  void objectsAreSeenInTargetAndPublicImages() throws IOException {
    JsonNode counts = seen.at("/counts/target");
    assertEquals(200, counts.get("read").asInt());
    assertEquals(
        200, counts.get("scored").asInt() + counts.get("unlabelled").asInt(), counts.toString());
    assertTrue(counts.get("scored").asInt() > 50, counts.toString());
    assertTrue(seen.at("/comparisons/0/recall/model").asDouble() > 0);

    Path other = folder.resolve("other");
    StudyRun.complete(
        study(
            other,
            "--objectTagger=seer=" + TAGGER,
            "--tagThreshold=0.6",
            "--runner=DirectRunner",
            "--blockRows=30"));
    assertEquals(seen, summary(other));
  }

  @Test
  void embedSeesThemToo() throws IOException {
    List<String> vectors = new ArrayList<>();
    for (String shard : shards) {
      String split = shard.substring(2, shard.indexOf('='));
      Path output = folder.resolve("vectors-" + split);
      StudyRun.complete(
          List.of(
              "embed",
              "--input=" + shard.substring(shard.indexOf('=') + 1),
              "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
              "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
              "--modality=text",
              "--objectTagger=seer=" + TAGGER,
              "--tagThreshold=0.6",
              "--output=" + output));
      vectors.add("--" + split + "Vectors=" + output);
    }
    Path given = folder.resolve("given");
    List<String> args = study(given);
    args.removeAll(shards);
    args.addAll(vectors);
    StudyRun.complete(args);
    assertEquals(seen, summary(given));

    StudyRun refused =
        StudyRun.of(with(args, "--objectTagger=" + TAGGER, "--output=" + folder.resolve("no")));
    assertEquals(Dejavu.USAGE, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("all vectors are given"), refused.err());
  }

  @Test
  void aModelThatIsNoClassifierAndAThresholdBeyondOneAreRefused() {
    for (List<String> wrong :
        List.of(
            List.of(
                "--objectTagger=" + StudyRun.SAMPLE.resolve("models/mini-sup-a"),
                "is no classifier"),
            List.of("--tagThreshold=1.5", "--tagThreshold=1.5: give a number from 0 to 1"))) {
      StudyRun run =
          StudyRun.of(study(folder.resolve("wrong"), "--objectTagger=" + TAGGER, wrong.get(0)));
      assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
      assertTrue(run.err().contains(wrong.get(1)), run.err());
    }
  }

  private static List<String> study(Path output, String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "vlm",
                "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
                "--reference=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
                "--mode=t2t",
                "--k=5",
                "--objects=all",
                "--examples=false",
                "--output=" + output));
    args.addAll(shards);
    return with(args, options);
  }

  /** These options in place of those of the same names. */
  private static List<String> with(List<String> args, String... options) {
    List<String> all = new ArrayList<>(args);
    for (String option : options) {
      String name = option.substring(0, option.indexOf('=') + 1);
      all.removeIf(arg -> arg.startsWith(name));
      all.add(option);
    }
    return all;
  }

  private static Path withoutAnnotations(String split) throws IOException {
    TarShard shard = new TarShard();
    Path original = StudyRun.SAMPLE.resolve("clipart").resolve(split).resolve(split + "-00000.tar");
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(original))) {
      for (TarArchiveEntry member = tar.getNextEntry();
          member != null;
          member = tar.getNextEntry()) {
        if (!member.getName().endsWith(".json")) {
          shard.add(member.getName(), tar.readAllBytes());
        }
      }
    }
    return Files.write(folder.resolve(split + ".tar"), shard.bytes());
  }

  private static JsonNode summary(Path output) throws IOException {
    return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
  }
}
