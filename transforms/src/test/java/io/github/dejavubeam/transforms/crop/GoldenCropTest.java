package io.github.dejavubeam.transforms.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The crop of every real scene is the one that an independent implementation found. */
class GoldenCropTest {

  private static final Path SCENES = Path.of("../../shared/sample/scenes");

  @ParameterizedTest
  @CsvSource({"target-a, 1200", "target-b, 1200", "public, 2000", "heldout, 600"})
  void everySceneIsCroppedAsItsFileSays(String split, int count)
      throws IOException, UnreadableImageException {
    assumeTrue(Files.isDirectory(SCENES), "no scenes at " + SCENES);
    int cropped = 0;
    try (var shards = Files.newDirectoryStream(SCENES.resolve(split), "*.tar")) {
      for (Path shard : shards) {
        cropped += check(shard);
      }
    }
    assertEquals(count, cropped);
  }

  private static int check(Path shard) throws IOException, UnreadableImageException {
    Map<String, PixelBox> expected = crops(shard);
    int cropped = 0;
    try (WebDatasetReader reader =
        new WebDatasetReader(Files.newInputStream(shard), ReadLimits.defaults())) {
      for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
        Example example = (Example) entry;
        RgbImage image = ImageDecoder.decode(example.image(), 1 << 20);
        Background background =
            new PeripheryCrop(100).of(image.width(), image.height(), example.boxes());
        assertEquals(new Background.Found(expected.get(example.key())), background, example.key());
        cropped++;
      }
    }
    return cropped;
  }

  private static Map<String, PixelBox> crops(Path shard) throws IOException {
    Map<String, PixelBox> crops = new HashMap<>();
    try (InputStream in = Files.newInputStream(shard);
        TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
      for (TarArchiveEntry member = tar.getNextEntry();
          member != null;
          member = tar.getNextEntry()) {
        if (member.getName().endsWith(".json")) {
          JsonNode crop = new ObjectMapper().readTree(tar.readAllBytes()).get("crop");
          crops.put(
              member.getName().replace(".json", ""),
              new PixelBox(
                  crop.get(0).asInt(),
                  crop.get(1).asInt(),
                  crop.get(2).asInt(),
                  crop.get(3).asInt()));
        }
      }
    }
    return crops;
  }
}
