package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.image.RgbImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageModelTest {

  private static final ImageOutput CLASSIFIER = new ImageOutput(Optional.empty(), true);

  @TempDir Path directory;

  @Test
  void theEmbeddingOfATimmModelIsTakenAsTheGraphGivesIt() {
    EncoderSpec encoder = timm("embedding", "").imageEncoder();

    assertFalse(encoder.unitLength());
    double squares = 0;
    for (float component : embed(encoder)) {
      squares += component * component;
    }
    assertTrue(Math.abs(squares - 1) > 0.01, "not of length 1: " + squares);
  }

  @Test
  void anOutputIsChosenByName() {
    timm("projection", "");
    ModelDirectory model = open(new ImageOutput(Optional.of("projection"), false));

    assertEquals(TinyModel.WIDTH, model.imageEncoder().dimension());
    assertTrue(fault(ImageOutput.EMBEDDING).contains("--modelOutput"));
    assertTrue(fault(new ImageOutput(Optional.of("nothing"), false)).contains("only [projection]"));
  }

  @Test
  void logitsWithNamesOfClassesAreAClassifier() {
    timm("logits", ", \"label_names\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"]");

    assertEquals(
        Optional.of(List.of("a", "b", "c", "d", "e", "f", "g", "h")), open(CLASSIFIER).classes());
  }

  @Test
  void transformersNamesClassesByNumber() {
    timm(
        "logits",
        ", \"id2label\": {\"0\": \"a\", \"1\": \"b\", \"2\": \"c\", \"3\": \"d\", \"4\": \"e\","
            + " \"5\": \"f\", \"6\": \"g\", \"7\": \"h\"}");

    assertEquals("h", open(CLASSIFIER).classes().orElseThrow().get(7));
  }

  @Test
  void classesMustBeAsManyAsTheGraphGives() {
    timm("logits", ", \"label_names\": [\"a\", \"b\"]");

    assertTrue(fault(CLASSIFIER).contains("names 2 classes, but the graph gives 8"));
  }

  @Test
  void thresholdsOfClassesAreAsManyAndFromZeroToOne() {
    String classes = ", \"label_names\": [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\", \"h\"]";
    timm("logits", classes);
    assertEquals(Optional.empty(), open(CLASSIFIER).thresholds());

    timm("logits", classes + ", \"label_thresholds\": [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1]");
    assertEquals(
        List.of(0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 1.0),
        open(CLASSIFIER).thresholds().orElseThrow());

    for (String wrong :
        List.of("[0.5]", "[0, 0, 0, 0, 0, 0, 0, 2]", "[0, 0, 0, 0, 0, 0, 0, null]")) {
      timm("logits", classes + ", \"label_thresholds\": " + wrong);
      ModelDirectory model = open(CLASSIFIER);
      assertThrows(InvalidModelException.class, model::thresholds, wrong);
    }
  }

  @Test
  void theOutputIsPartOfHowVectorsWereMade() {
    String embedding = timm("embedding", "").imageEncoder().preprocessingDigest();
    timm("projection", "");

    assertNotEquals(
        embedding,
        open(new ImageOutput(Optional.of("projection"), false))
            .imageEncoder()
            .preprocessingDigest());
  }

  private ModelDirectory timm(String output, String more) {
    new TinyModel(directory)
        .file(
            "config.json",
            """
            {"pretrained_cfg": {"input_size": [3, 4, 4], "interpolation": "bicubic",
             "crop_pct": 0.8, "crop_mode": "center", "mean": [0.5, 0.4, 0.3],
             "std": [0.3, 0.2, 0.1]}%s}
            """
                .formatted(more))
        .file("model.onnx", TinyModel.imageTower(output, TinyModel.WIDTH));
    return output.equals("embedding") ? ModelDirectory.open("tiny", directory.toString()) : null;
  }

  private ModelDirectory open(ImageOutput output) {
    return ModelDirectory.openImageModel("tiny", directory.toString(), output);
  }

  private String fault(ImageOutput output) {
    return assertThrows(InvalidModelException.class, () -> open(output)).getMessage();
  }

  private static float[] embed(EncoderSpec encoder) {
    byte[] pixels = new byte[3 * 5 * 6];
    Arrays.fill(pixels, (byte) 200);
    float[][] found = new float[1][];
    try (ImageEncoder images =
        ImageEncoder.open(
            encoder, Placement.CPU, 2, 1, (row, vector) -> found[row] = vector.clone())) {
      images.add(new RgbImage(5, 6, pixels), 0);
      images.flush();
    }
    return found[0];
  }
}
