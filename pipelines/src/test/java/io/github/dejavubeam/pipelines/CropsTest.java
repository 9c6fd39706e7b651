package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
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
}
