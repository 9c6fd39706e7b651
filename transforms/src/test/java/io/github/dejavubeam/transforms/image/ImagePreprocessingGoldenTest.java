package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the pixels that Pillow 9.4 made of awkward images by both conventions. */
class ImagePreprocessingGoldenTest {

  private static final float[] ZERO = {0, 0, 0};
  private static final float[] ONE = {1, 1, 1};

  @BeforeEach
  void findImages() {
    GoldenInputs.assumePresent();
  }

  @Test
  void everyCropEqualsPillowsToTheByte() throws Exception {
    JsonNode cases =
        new ObjectMapper().readTree(GoldenInputs.DIRECTORY.resolve("cases.json").toFile());
    Map<String, Integer> differences = new TreeMap<>();
    for (JsonNode golden : cases) {
      int difference = largestDifference(golden);
      if (difference != 0) {
        differences.put(golden.path("expected").asText(), difference);
      }
    }
    assertFalse(cases.isEmpty());
    assertEquals(Map.of(), differences);
  }

  private static int largestDifference(JsonNode golden) throws Exception {
    int size = golden.path("size").asInt();
    ImagePreprocessing preprocessing =
        ImagePreprocessing.of(
            size,
            size,
            Interpolation.of(golden.path("interpolation").asText()),
            CropConvention.valueOf(golden.path("convention").asText().toUpperCase(Locale.ROOT)),
            ZERO,
            ONE);
    byte[] encoded =
        GoldenInputs.read(GoldenInputs.DIRECTORY.resolve(golden.path("input").asText()));
    byte[] expected =
        EncodedImages.rgb(
            ImageIO.read(
                GoldenInputs.DIRECTORY.resolve(golden.path("expected").asText()).toFile()));
    byte[] actual =
        preprocessing
            .resizeAndCrop(
                ImageDecoder.decode(encoded, ImageDecoder.DEFAULT_MAX_PIXELS), new ResizeBuffers())
            .rgb();
    assertEquals(expected.length, actual.length);
    int largest = 0;
    for (int i = 0; i < actual.length; i++) {
      largest = Math.max(largest, Math.abs((actual[i] & 0xff) - (expected[i] & 0xff)));
    }
    return largest;
  }
}
