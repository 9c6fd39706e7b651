package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.model.ImageEncoder;
import io.github.dejavubeam.transforms.model.ImageOutput;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.model.Tagger;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropsTest {

  private static final Path SCENES = Path.of("../../shared/sample/scenes/heldout");

  @TempDir Path folder;

  @Test
  void cropsAreWrittenAsShardsWithTheirClassesAndTags() throws IOException {
    assumeTrue(Files.isDirectory(SCENES), "no scenes at " + SCENES);
    Path output = folder.resolve("crops");
    StudyRun.complete(List.of("crops", "--input=" + SCENES, "--output=" + output));

    ObjectMapper json = new ObjectMapper();
    JsonNode manifest = json.readTree(output.resolve("manifest.json").toFile());
    assertEquals(600, manifest.get("written").asInt());
    assertEquals(600, manifest.get("read").asInt());
    Path shard = output.resolve("crops-00000.tar");
    JsonNode scene = json.readTree(TarShard.first(SCENES.resolve("heldout-00000.tar"), ".json"));
    JsonNode crop = json.readTree(TarShard.first(shard, ".json"));
    assertEquals(scene.get("crop"), crop.get("crop"));
    assertEquals(scene.get("label"), crop.get("label"));
    assertEquals(scene.get("crop_tags"), crop.get("crop_tags"));
    var image = ImageIO.read(new ByteArrayInputStream(TarShard.first(shard, ".png")));
    assertEquals(crop.at("/crop/2").asInt() - crop.at("/crop/0").asInt(), image.getWidth());

    Path again = folder.resolve("again");
    StudyRun.complete(
        List.of("crops", "--input=" + SCENES, "--output=" + again, "--runner=DirectRunner"));
    assertArrayEquals(
        Files.readAllBytes(shard), Files.readAllBytes(again.resolve("crops-00000.tar")));
  }

  @Test
  void aTaggerSeesTheTagsOfTheCropsThatAreWritten() throws IOException, UnreadableImageException {
    String tagger = "--tagger=seer=" + StudyRun.SAMPLE.resolve("models/mini-crop-classifier-b");
    String scenes = "--input=" + StudyRun.SAMPLE.resolve("scenes/target-a");
    Path output = folder.resolve("seen");
    StudyRun.complete(List.of("crops", scenes, tagger, "--tagThreshold=0.3", "--output=" + output));

    Map<String, byte[]> members = members(output.resolve("crops-00000.tar"));
    assertEquals(300, members.size());
    ModelDirectory model =
        ModelDirectory.openImageModel(
            "seer",
            StudyRun.SAMPLE.resolve("models/mini-crop-classifier-b").toString(),
            new ImageOutput(Optional.empty(), true));
    List<String> labels = model.classes().orElseThrow();
    Tagger alone = new Tagger("seer.image", labels, Collections.nCopies(labels.size(), 0.3));
    int tags = 0;
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      if (member.getKey().endsWith(".json")) {
        JsonNode crop = new ObjectMapper().readTree(member.getValue());
        assertTrue(crop.has("label"), crop.toString());
        byte[] png = members.get(member.getKey().replace(".json", ".png"));
        List<LabelledObject> seen = new ArrayList<>();
        try (ImageEncoder encoder =
            ImageEncoder.open(
                model.imageEncoder(),
                Placement.CPU,
                1,
                1,
                (row, logits) -> seen.addAll(alone.tags(logits)))) {
          encoder.add(ImageDecoder.decode(png, 1 << 20), 0);
        }
        assertEquals(seen.size(), crop.get("crop_tags").size(), crop.toString());
        for (int i = 0; i < seen.size(); i++) {
          JsonNode tag = crop.get("crop_tags").get(i);
          assertEquals(seen.get(i).label(), tag.get("label").asText());
          assertEquals(seen.get(i).score(), tag.get("score").asDouble(), 1e-5);
          tags++;
        }
      }
    }
    assertTrue(tags > 0);

    // Neither the batch nor the runner changes which crops are written, or their order.
    Path again = folder.resolve("seen again");
    StudyRun.complete(
        List.of(
            "crops",
            scenes,
            tagger,
            "--tagThreshold=0.3",
            "--runner=DirectRunner",
            "--output=" + again));
    assertArrayEquals(
        Files.readAllBytes(output.resolve("crops-00000.tar")),
        Files.readAllBytes(again.resolve("crops-00000.tar")));
    Path scene = StudyRun.SAMPLE.resolve("scenes/target-a/target-a-00000.tar");
    assertEquals(
        members(scene).keySet().stream().filter(name -> name.endsWith(".json")).toList(),
        members.keySet().stream().filter(name -> name.endsWith(".json")).toList());
  }

  private static Map<String, byte[]> members(Path shard) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(shard))) {
      for (TarArchiveEntry member = tar.getNextEntry();
          member != null;
          member = tar.getNextEntry()) {
        members.put(member.getName(), tar.readAllBytes());
      }
    }
    return members;
  }
}
