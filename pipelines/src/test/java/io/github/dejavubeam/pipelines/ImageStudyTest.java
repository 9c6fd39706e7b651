package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Image studies of a few scenes, good and bad ones. */
class ImageStudyTest {

  private static final Path SHARED = Path.of("../../shared/sample");
  private static final Path HELDOUT = SHARED.resolve("scenes/heldout/heldout-00000.tar");

  private static final String BOX = "{\"label\": \"x\", \"foreground\": true, \"box\": %s}";

  @TempDir static Path folder;
  private static Path target;
  private static Path publicSet;
  private static Path control;
  private static Path controlled;
  private static int runs;

  @BeforeEach
  void findScenes() {
    assumeTrue(Files.isDirectory(SHARED), "no scenes at " + SHARED);
  }

  @BeforeAll
  static void cutScenes() throws IOException {
    if (Files.isDirectory(SHARED)) {
      target = scenes("target.tar", 0, 60, List.of());
      publicSet = scenes("public.tar", 60, 360, List.of());
      control = scenes("control.tar", 360, 400, List.of());
    }
  }

  @Test
  void theSameStudyGivesTheSameBytesHoweverItIsRun() throws IOException {
    Path expected = controlled();
    String withControl = "--control=" + control;
    for (Path other :
        List.of(
            study(
                withControl,
                "--runner=DirectRunner",
                "--enforceImmutability=false",
                "--enforceEncodability=false"),
            study(withControl, "--parallelism=3", "--blockRows=16"),
            study(
                "--parallelism=2",
                "--control="
                    + scenes("c1.tar", 370, 400, List.of())
                    + ","
                    + scenes("c0.tar", 360, 370, List.of()),
                "--target="
                    + scenes("t1.tar", 25, 60, List.of())
                    + ","
                    + scenes("t0.tar", 0, 25, List.of())))) {
      for (String file :
          List.of(
              "summary.json",
              "naive-bayes-counts.json",
              "tables/sweep.csv",
              "tables/deja-vu-sweep.csv",
              "tables/control.csv",
              "tables/control-sweep.csv",
              "tables/classes.csv",
              "tables/slices.csv")) {
        assertArrayEquals(
            Files.readAllBytes(expected.resolve(file)),
            Files.readAllBytes(other.resolve(file)),
            file);
      }
    }
    Path counted =
        study(withControl, "--correlationTrain=" + expected.resolve("naive-bayes-counts.json"));
    assertArrayEquals(
        Files.readAllBytes(expected.resolve("summary.json")),
        Files.readAllBytes(counted.resolve("summary.json")));
  }

  /** Whatever is measured of a control set is what a study finds that has it as its target. */
  @Test
  void aControlSetIsMeasuredAsATargetIs() throws IOException {
    JsonNode summary = summary(controlled());
    Path asTarget = study("--target=" + control);
    JsonNode other = summary(asTarget);

    assertEquals(40, summary.at("/counts/control/scored").asInt());
    assertEquals(other.at("/counts/target"), summary.at("/counts/control"));
    for (String results : List.of("predictors", "dejaVu")) {
      assertEquals(other.get(results).size(), summary.get(results).size());
      for (int i = 0; i < other.get(results).size(); i++) {
        JsonNode measured = summary.at("/" + results + "/" + i + "/control");
        assertTrue(measured.has("confident"), measured.toString());
        JsonNode expected = other.at("/" + results + "/" + i);
        measured
            .fields()
            .forEachRemaining(
                field -> assertEquals(expected.get(field.getKey()), field.getValue()));
      }
    }
    assertEquals(other.get("correlation"), summary.at("/correlation/control"));
    for (String table :
        List.of("predictors", "deja-vu", "sweep", "deja-vu-sweep", "agreement", "classes")) {
      assertArrayEquals(
          Files.readAllBytes(asTarget.resolve("tables/" + table + ".csv")),
          Files.readAllBytes(controlled().resolve("tables/control-" + table + ".csv")),
          table);
    }
  }

  /** The scenes have 20 classes, so that every example is in a slice. */
  @Test
  void theClassesTogetherAreTheWhole() throws IOException {
    JsonNode summary = summary(controlled());
    List<String> lines = Files.readAllLines(controlled().resolve("tables/slices.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));

    for (JsonNode score : summary.get("dejaVu")) {
      String pair = score.get("model").asText() + "," + score.get("reference").asText() + ",";
      long examples = 0;
      long controls = 0;
      double ahead = 0;
      for (String line : lines) {
        if (line.startsWith(pair)) {
          String[] row = line.split(",", -1);
          long n = Long.parseLong(row[header.indexOf("n")]);
          examples += n;
          ahead += n * Double.parseDouble(row[header.indexOf("top1")]);
          String inControl = row[header.indexOf("nControl")];
          controls += inControl.isEmpty() ? 0 : Long.parseLong(inControl);
        }
      }
      assertEquals(60, examples, pair);
      assertTrue(controls > 0 && controls <= 40, pair + controls);
      assertEquals(60 * score.at("/top1/value").asDouble(), ahead, 1e-9, pair);
    }
  }

  @Test
  void imagesThatOccurInTwoSetsAreFoundListedAndLeftOutIfAsked() throws IOException {
    String[] planted = {
      "--public=" + publicSet + "," + scenes("leaked-public.tar", "copy-", 0, 10, List.of()),
      "--control=" + control + "," + scenes("leaked-control.tar", "again-", 5, 12, List.of())
    };
    Path kept = study(planted);
    JsonNode with = summary(kept);
    JsonNode without = summary(study(planted[0], planted[1], "--excludeLeaks"));

    for (JsonNode summary : List.of(with, without)) {
      assertEquals(10, summary.at("/counts/leaks/sameImage").asInt());
      assertEquals(7, summary.at("/counts/controlLeaks/sameImage").asInt());
      assertEquals(60, summary.at("/counts/target/scored").asInt());
      assertEquals(60, summary.at("/dejaVu/0/leaks/with/n").asInt());
      assertEquals(50, summary.at("/dejaVu/0/leaks/without/n").asInt());
    }
    assertEquals(0, with.at("/counts/leaks/excluded").asInt());
    assertEquals(10, without.at("/counts/leaks/excluded").asInt());
    assertEquals(7, without.at("/counts/controlLeaks/excluded").asInt());
    assertEquals(60, with.at("/predictors/0/n").asInt());
    assertEquals(50, without.at("/predictors/0/n").asInt());
    assertEquals(40, without.at("/predictors/0/control/n").asInt());
    for (String score : List.of("top1", "top5")) {
      assertEquals(with.at("/dejaVu/0/" + score), with.at("/dejaVu/0/leaks/with/" + score));
      assertEquals(without.at("/dejaVu/0/" + score), with.at("/dejaVu/0/leaks/without/" + score));
    }
    List<LeakRow> rows = LeakRow.written(kept.resolve("leaks"));
    assertEquals(10, rows.stream().filter(row -> row.set().equals("target")).count());
    // Five of the control's are in the public set, too.
    assertEquals(12, rows.stream().filter(row -> row.set().equals("control")).count());
    assertTrue(rows.stream().allMatch(row -> row.kind().equals("same-image")), rows.toString());
    assertTrue(
        Files.readString(kept.resolve("tables/table.txt")).contains("déjà vu without leaks"));
  }

  @Test
  void badExamplesAreLeftOutAndCountedByReason() throws IOException {
    String tags = "{\"label\": \"t%d\", \"score\": 0.5},";
    StringBuilder manyTags = new StringBuilder();
    for (int i = 0; i < 9_999; i++) {
      manyTags.append(tags.formatted(i));
    }
    manyTags.append("{\"label\": \"last\"}");
    List<String> bad =
        List.of(
            objects("[10, 10, 300, 20]"),
            objects("[50, 10, 20, 20]"),
            objects("[\"NaN\", 10, 20, 20]"),
            objects("[20, 20, 236, 236]"),
            "{\"label\": \"dog\", \"objects\": []}",
            "{\"objects\": [" + BOX.formatted("[0, 0, 50, 50]") + "]}",
            "{\"label\": \"dog\", \"objects\": ["
                + BOX.formatted("[-9, -9, 50, 500]")
                + "], \"crop_tags\": ["
                + manyTags
                + "]}",
            "{\"label\": \"dog\", \"objects\": ["
                + BOX.formatted("[0, 0, 50, 50]")
                + "], \"crop_tags\": ["
                + manyTags
                + ",{\"label\": \"too many\"}]}");
    Path output =
        study(
            "--parallelism=2",
            "--maxBadFraction=0.5",
            "--target=" + scenes("bad.tar", 0, 20, bad),
            "--control=" + scenes("bad-control.tar", 360, 370, bad),
            "--public=" + publicSet + "," + scenes("unlabelled.tar", 0, 0, List.of("{}")));
    JsonNode summary = new ObjectMapper().readTree(output.resolve("summary.json").toFile());

    assertEquals(28, summary.at("/counts/target/read").asInt());
    assertEquals(21, summary.at("/counts/target/scored").asInt());
    assertEquals(1, summary.at("/counts/target/unlabelled").asInt());
    assertEquals(3, summary.at("/counts/target/noBackground").asInt());
    assertEquals(3, summary.at("/counts/target/skipped").asInt());
    assertEquals(18, summary.at("/counts/control/read").asInt());
    assertEquals(11, summary.at("/counts/control/scored").asInt());
    assertEquals(3, summary.at("/counts/control/noBackground").asInt());
    assertEquals(3, summary.at("/counts/control/skipped").asInt());
    assertEquals(300, summary.at("/counts/public/indexed").asInt());
    assertEquals(1, summary.at("/counts/public/skipped").asInt());
    String leftOut = Files.readString(output.resolve("tables/left-out.csv"));
    for (String row :
        List.of(
            "target,no background,a box reaches beyond the right edge of the image,1",
            "target,no background,no background rectangle is large enough,1",
            "target,no background,no box says where the foreground is,1",
            "target,read,\"a box is not four finite numbers, left before right and top before"
                + " bottom\",2",
            "target,read,json: more objects than the limit,1",
            "control,no background,no background rectangle is large enough,1",
            "public,read,no label,1")) {
      assertTrue(leftOut.contains(row), row + " in " + leftOut);
    }
    String errors = errors(output);
    for (String reason :
        List.of(
            "a box reaches beyond the right edge of the image",
            "a box is not four finite numbers",
            "no background rectangle is large enough",
            "no box says where the foreground is",
            "json: more objects than the limit",
            "no label")) {
      assertTrue(errors.contains(reason), reason + " in " + errors);
    }
  }

  @Test
  void aClassThatAClassifierDoesNotKnowIsNamed() throws IOException {
    List<String> args =
        args(
            "--reference=" + SHARED.resolve("models/crop-classifier-b"),
            "--control="
                + scenes("zebra.tar", 360, 380, List.of(objects("[0, 0, 50, 50]", "zebra"))));
    StudyRun run = StudyRun.of(args);

    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(
        run.err().contains("'zebra' of the data is unknown to crop-classifier-b"), run.err());
  }

  @Test
  void aClassThatTrainingNeverSawIsOnlyNeverPredicted() throws IOException {
    Path output =
        study("--target=" + scenes("new.tar", 0, 5, List.of(objects("[0, 0, 50, 50]", "zebra"))));

    String classes = Files.readString(output.resolve("tables/classes.csv"));
    assertTrue(classes.contains("zebra,1,naive-bayes-2,0,0.0"), classes);
  }

  @Test
  void wrongOptionsAreRefusedBeforeAnythingIsRead() {
    for (List<String> wrong :
        List.of(
            List.of("--crop=middle", "--crop="),
            List.of("--smoothing=laplace:0", "--smoothing="),
            List.of("--smoothing=some", "--smoothing="),
            List.of("--naiveBayesEstimator=best", "choose from published, bayes"),
            List.of("--naiveBayesTags=0", "--naiveBayesTags="),
            List.of("--minCropPixels=-1", "--minCropPixels="),
            List.of("--modelOutput=nothing", "has no output nothing"),
            List.of("--correlationTrain=absent.json", "--correlationTrain="),
            List.of("--correlationTrain=" + target, "names a shard of --target"),
            List.of("--control=" + publicSet, "names a shard of --control"),
            List.of("--tagger=" + SHARED.resolve("models/sup-b"), "is no classifier"),
            List.of("--minSliceSize=0", "--minSliceSize="),
            List.of("--sliceLabels=-1", "--sliceLabels="),
            List.of("--k=0", "--k="))) {
      StudyRun run = StudyRun.of(args(wrong.get(0)));
      assertEquals(Dejavu.USAGE, run.exitCode(), wrong + run.err());
      assertTrue(run.err().contains(wrong.get(1)), run.err());
    }
  }

  @Test
  void aTaggerSeesTheTagsOfTargetAndTrainingCrops() throws IOException {
    Path output =
        study("--tagger=seer=" + SHARED.resolve("models/crop-classifier-b"), "--tagThreshold=0.8");

    JsonNode counts =
        new ObjectMapper().readTree(output.resolve("naive-bayes-counts.json").toFile());
    assertEquals(300, total(counts.get("sizes")));
    // What it sees are the classes that it was trained on, not the tags of the annotations.
    assertTrue(counts.toString().contains("\"car\":{"), counts.toString());
    assertTrue(!counts.toString().contains("background"), counts.toString());
    JsonNode summary = new ObjectMapper().readTree(output.resolve("summary.json").toFile());
    double accuracy = summary.at("/predictors/2/top1").asDouble();
    assertEquals("naive-bayes-1", summary.at("/predictors/2/name").asText());
    assertTrue(accuracy > 0.1, summary.at("/predictors").toString());
  }

  private static int total(JsonNode numbers) {
    int total = 0;
    for (JsonNode number : numbers) {
      total += number.asInt();
    }
    return total;
  }

  @Test
  void theCornerIsCroppedWithoutAnyBox() throws IOException {
    Path output =
        study(
            "--crop=corner",
            "--target=" + scenes("corner.tar", 0, 5, List.of("{\"label\": \"dog\"}")));

    assertEquals(
        6,
        new ObjectMapper()
            .readTree(output.resolve("summary.json").toFile())
            .at("/counts/target/scored")
            .asInt());
  }

  @Test
  void classesOfThePublicSetMayLieBesideIt() throws IOException {
    ObjectMapper json = new ObjectMapper();
    TarShard images = new TarShard();
    List<String> lines = new ArrayList<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(publicSet))) {
      for (TarArchiveEntry member = tar.getNextEntry();
          member != null;
          member = tar.getNextEntry()) {
        byte[] content = tar.readAllBytes();
        if (member.getName().endsWith(".json")) {
          lines.add(
              json.createObjectNode()
                  .put("key", member.getName().replaceFirst("\\..*", ""))
                  .put("label", json.readTree(content).get("label").asText())
                  .toString());
        } else {
          images.add(member.getName(), content);
        }
      }
    }
    Path shard = Files.write(folder.resolve("images.tar"), images.bytes());
    Path all = Files.write(folder.resolve("all.jsonl"), lines);
    Path some = Files.write(folder.resolve("some.jsonl"), lines.subList(2, lines.size()));
    Path output = study("--public=" + shard, "--publicAnnotations=" + all);

    assertArrayEquals(
        Files.readAllBytes(study().resolve("summary.json")),
        Files.readAllBytes(output.resolve("summary.json")));
    Path fewer = study("--public=" + shard, "--publicAnnotations=" + some);
    JsonNode counts = json.readTree(fewer.resolve("summary.json").toFile()).at("/counts/public");
    assertEquals(298, counts.get("indexed").asInt());
    assertEquals(2, counts.get("skipped").asInt());
    assertTrue(errors(fewer).contains("no label"));
  }

  @Test
  void boxesThatWouldComeTooLateForTheCropAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("boxes.jsonl"), "{}");
    StudyRun run = StudyRun.of(args("--annotations=" + file));

    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("put the annotations into the target shards"), run.err());
    assertTrue(run.err().contains("dejavu annotate"), run.err());
  }

  /** The study with a control set, run once. */
  private static Path controlled() {
    if (controlled == null) {
      controlled = study("--control=" + control, "--parallelism=1");
    }
    return controlled;
  }

  private static JsonNode summary(Path output) throws IOException {
    return new ObjectMapper().readTree(output.resolve("summary.json").toFile());
  }

  private static Path study(String... options) {
    List<String> args = args(options);
    StudyRun.complete(args);
    return Path.of(args.get(args.size() - 1).substring("--output=".length()));
  }

  /** Options given once more take the place of these. */
  private static List<String> args(String... options) {
    List<String> given = List.of(options);
    List<String> args = new ArrayList<>(List.of("image"));
    for (String preset :
        List.of(
            "--target=" + target,
            "--public=" + publicSet,
            "--model=" + SHARED.resolve("models/sup-a"),
            "--reference=" + SHARED.resolve("models/sup-b"),
            "--correlationTrain=" + publicSet,
            "--modelOutput=embedding",
            "--minSliceSize=1",
            "--k=20")) {
      String name = preset.substring(0, preset.indexOf('=') + 1);
      if (given.stream().noneMatch(option -> option.startsWith(name))) {
        args.add(preset);
      }
    }
    args.addAll(given);
    args.add("--output=" + folder.resolve("study-" + runs++));
    return args;
  }

  private static String objects(String box) {
    return objects(box, "dog");
  }

  private static String objects(String box, String label) {
    return "{\"label\": \"" + label + "\", \"objects\": [" + BOX.formatted(box) + "]}";
  }

  /** A shard of scenes, and of further ones with these annotations. */
  private static Path scenes(String name, int from, int to, List<String> annotations)
      throws IOException {
    return scenes(name, "", from, to, annotations);
  }

  /** The same with a prefix to the keys of the scenes. */
  private static Path scenes(String name, String prefix, int from, int to, List<String> annotations)
      throws IOException {
    TarShard shard = new TarShard();
    byte[] image = null;
    int example = -1;
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(HELDOUT))) {
      for (TarArchiveEntry member = tar.getNextEntry();
          member != null;
          member = tar.getNextEntry()) {
        byte[] content = tar.readAllBytes();
        if (member.getName().endsWith(".jpg")) {
          example++;
          image = content;
        }
        if (example >= from && example < to) {
          shard.add(prefix + member.getName(), content);
        }
      }
    }
    for (int i = 0; i < annotations.size(); i++) {
      shard.add("bad-" + i + ".jpg", image);
      shard.add("bad-" + i + ".json", annotations.get(i));
    }
    return Files.write(folder.resolve(name), shard.bytes());
  }

  private static String errors(Path output) throws IOException {
    StringBuilder errors = new StringBuilder();
    try (var files = Files.list(output.resolve("errors"))) {
      for (Path file : files.toList()) {
        errors.append(Files.readString(file));
      }
    }
    return errors.toString();
  }
}
