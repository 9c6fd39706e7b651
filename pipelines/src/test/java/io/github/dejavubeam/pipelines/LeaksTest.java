package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hundred target images planted in the public set: fifty as they are, fifty as JPEGs of another
 * quality, all under other captions, and ten of the first in the control set, too.
 */
class LeaksTest {

  private static final int EXACT = 50;
  private static final int REENCODED = 50;
  private static final int IN_CONTROL = 10;

  @TempDir static Path folder;
  private static JsonNode with;
  private static JsonNode without;
  private static StudyRun run;

  @BeforeAll
  static void runWithAndWithoutLeaks() throws IOException {
    plant();
    run = study("with");
    study("without", "--excludeLeaks");
    with = summary("with");
    without = summary("without");
  }

  @Test
  void allExactCopiesAreFoundAndMostReencodedOnes() throws IOException {
    JsonNode leaks = with.at("/counts/leaks");
    assertEquals(EXACT, leaks.at("/sameImage").asInt());
    int reencoded = leaks.at("/nearImage").asInt() - EXACT;
    System.out.printf(
        "%d of %d planted images are found by their bytes, %d of %d encoded anew by distance%n",
        leaks.at("/sameImage").asInt(), EXACT, reencoded, REENCODED);
    assertTrue(reencoded >= 0.9 * REENCODED, "re-encoded: " + reencoded);

    Set<String> found = new TreeSet<>();
    int exact = 0;
    for (LeakRow row : LeakRow.written(folder.resolve("with/leaks"))) {
      if (row.set().equals("target") && !row.kind().equals("same-caption")) {
        found.add(row.id());
        exact += row.kind().equals("same-image") ? 1 : 0;
        assertEquals("public", row.otherSet());
        assertTrue(
            row.otherId().equals("planted-" + row.id()) || row.kind().equals("near-image"),
            row.toString());
      }
    }
    assertEquals(EXACT, exact);
    assertTrue(found.size() >= EXACT + 0.9 * REENCODED);
  }

  @Test
  void aControlExampleThatTheModelWasTrainedOnIsALeakToo() {
    assertEquals(IN_CONTROL, with.at("/counts/controlLeaks/sameImage").asInt());
    assertEquals(0, with.at("/counts/controlLeaks/excluded").asInt());
    assertTrue(without.at("/counts/controlLeaks/excluded").asInt() >= IN_CONTROL);
    assertEquals(
        without.at("/counts/control/scored").asInt(),
        without.at("/comparisons/0/control/n").asInt()
            + without.at("/counts/controlLeaks/excluded").asInt());
  }

  @Test
  void gapsAreShownWithAndWithoutAndOneOfThemCounts() throws IOException {
    assertEquals(0, with.at("/counts/leaks/excluded").asInt());
    assertEquals(200, with.at("/comparisons/0/n").asInt());
    int excluded = without.at("/counts/leaks/excluded").asInt();
    assertEquals(200 - excluded, without.at("/comparisons/0/n").asInt());
    for (JsonNode study : List.of(with, without)) {
      assertEquals(200, study.at("/counts/target/scored").asInt());
      assertEquals(200, study.at("/comparisons/0/leaks/with/n").asInt());
      assertEquals(200 - excluded, study.at("/comparisons/0/leaks/without/n").asInt());
    }
    for (String gap : List.of("ppg", "prg", "aucg")) {
      assertEquals(
          with.at("/comparisons/0/" + gap), with.at("/comparisons/0/leaks/with/" + gap), gap);
      assertEquals(
          with.at("/comparisons/0/leaks/without"), without.at("/comparisons/0/leaks/without"));
      assertEquals(
          without.at("/comparisons/0/" + gap), with.at("/comparisons/0/leaks/without/" + gap), gap);
    }
    assertEquals(3, Files.readAllLines(folder.resolve("with/tables/leaks.csv")).size());
    assertTrue(run.out().contains("The same without the target examples"), run.out());
  }

  /** What a study left out takes no part in its comparison with another either. */
  @Test
  void studiesAreComparedAsTheyCounted() throws IOException {
    StudyRun.complete(
        List.of(
            "compare",
            folder.resolve("with").toString(),
            folder.resolve("without").toString(),
            "--output=" + folder.resolve("changes")));

    JsonNode change =
        new ObjectMapper()
            .readTree(folder.resolve("changes/comparison.json").toFile())
            .at("/comparisons/0");
    int excluded = without.at("/counts/leaks/excluded").asInt();
    assertEquals(200, change.at("/nFirst").asInt());
    assertEquals(200 - excluded, change.at("/nSecond").asInt());
    assertEquals(200 - excluded, change.at("/shared").asInt());
    for (String gap : List.of("ppg", "prg", "aucg")) {
      assertEquals(with.at("/comparisons/0/" + gap), change.at("/" + gap + "/first"), gap);
      assertEquals(without.at("/comparisons/0/" + gap), change.at("/" + gap + "/second"), gap);
      assertEquals(0, change.at("/" + gap + "/difference/value").asDouble(), gap);
    }
  }

  private static StudyRun study(String name, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "sample",
                "--tests=vlm",
                "--reference=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
                "--public=" + StudyRun.SAMPLE.resolve("clipart/public") + "," + planted("public"),
                "--control="
                    + StudyRun.SAMPLE.resolve("clipart/heldout")
                    + ","
                    + planted("control"),
                "--mode=t2i",
                "--k=10",
                "--objects=all",
                "--memorizedFractions=0.1",
                "--nearDuplicateDistance=0.02",
                "--output=" + folder.resolve(name)));
    args.addAll(List.of(more));
    return StudyRun.complete(args);
  }

  private static JsonNode summary(String name) throws IOException {
    return new ObjectMapper().readTree(folder.resolve(name).resolve("summary.json").toFile());
  }

  private static Path planted(String set) {
    return folder.resolve(set + ".tar");
  }

  private static void plant() throws IOException {
    Map<String, byte[]> images = targetImages();
    TarShard publicShard = new TarShard();
    TarShard control = new TarShard();
    int i = 0;
    for (Map.Entry<String, byte[]> image : images.entrySet()) {
      if (i == EXACT + REENCODED) {
        break;
      }
      String key = "planted-" + image.getKey();
      add(publicShard, key, i < EXACT ? image.getValue() : encodedAnew(image.getValue()));
      if (i < IN_CONTROL) {
        add(control, "control-" + image.getKey(), image.getValue());
      }
      i++;
    }
    Files.write(planted("public"), publicShard.bytes());
    Files.write(planted("control"), control.bytes());
  }

  private static void add(TarShard shard, String key, byte[] image) throws IOException {
    shard
        .add(key + ".jpg", image)
        .add(key + ".txt", "caption of " + key)
        .add(key + ".json", "{\"objects\": [{\"label\": \"planted\"}]}");
  }

  private static byte[] encodedAnew(byte[] image) throws IOException {
    BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image));
    BufferedImage opaque =
        new BufferedImage(decoded.getWidth(), decoded.getHeight(), BufferedImage.TYPE_INT_RGB);
    // As the program reads it: the alpha channel is dropped, not blended.
    for (int y = 0; y < decoded.getHeight(); y++) {
      for (int x = 0; x < decoded.getWidth(); x++) {
        opaque.setRGB(x, y, decoded.getRGB(x, y));
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(opaque, "jpg", out);
    return out.toByteArray();
  }

  private static Map<String, byte[]> targetImages() throws IOException {
    Map<String, byte[]> images = new TreeMap<>();
    try (var shards = Files.newDirectoryStream(StudyRun.SAMPLE.resolve("clipart/target-a"))) {
      for (Path shard : shards) {
        try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(shard))) {
          for (TarArchiveEntry entry = in.getNextEntry();
              entry != null;
              entry = in.getNextEntry()) {
            if (entry.getName().matches(".*\\.(png|jpg|webp)")) {
              images.put(
                  entry.getName().substring(0, entry.getName().indexOf('.')), in.readAllBytes());
            }
          }
        }
      }
    }
    return images;
  }
}
