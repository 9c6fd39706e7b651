package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.image.ResizeBuffers;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.onnx.OnnxWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelLayoutTest {

  // [CLS] a red car [SEP], and one longer than the context of 6, which is cut before [SEP].
  private static final List<String> TEXTS = List.of("a red car", "a blue bird a green hat");
  private static final int[][] TOKENS = {{0, 4, 5, 6, 1}, {0, 4, 7, 8, 4, 1}};

  @TempDir Path directory;

  @Test
  void twoTowersAreOneVisionLanguageModel() {
    ModelDirectory model = TinyModel.clip(directory).open();

    assertTrue(model.isVisionLanguageModel());
    assertEquals("tiny.image", model.imageEncoder().key());
    assertEquals("tiny.text", model.textEncoder().key());
    assertEquals(TinyModel.WIDTH, model.imageEncoder().dimension());
    assertEquals(model.digest(), model.textEncoder().modelDigest());
    assertEmbedsAsComputedByHand(model);
  }

  @Test
  void graphsMayLieUnderOnnx() {
    TinyModel.clip(directory)
        .without("text_model.onnx")
        .without("vision_model.onnx")
        .file(
            "onnx/text_model.onnx",
            TinyModel.textTower("text_embeds", TinyModel.WIDTH, OnnxWriter.INT64))
        .file("onnx/vision_model.onnx", TinyModel.imageTower("image_embeds", TinyModel.WIDTH));

    assertEmbedsAsComputedByHand(ModelDirectory.open("tiny", directory.toString()));
  }

  @ParameterizedTest
  @CsvSource({"image_batch, text_batch", "batch, batch"})
  void aJointGraphEmbedsEitherSideWithoutTheOther(String imageBatch, String textBatch) {
    ModelDirectory model =
        new TinyModel(directory)
            .tokenizer("null")
            .openClipConfig(TinyModel.WIDTH)
            .file("model.onnx", TinyModel.joint(imageBatch, textBatch))
            .open();

    assertTrue(model.isVisionLanguageModel());
    assertEmbedsAsComputedByHand(model);
  }

  @Test
  void tokenIdsMayBeOf32Bits() {
    ModelDirectory model =
        TinyModel.clip(directory)
            .file(
                "text_model.onnx",
                TinyModel.textTower("text_embeds", TinyModel.WIDTH, OnnxWriter.INT32))
            .open();

    assertEmbedsAsComputedByHand(model);
  }

  @Test
  void towersMayComputeInFloat16() {
    ModelDirectory model =
        TinyModel.clip(directory)
            .file("text_model.onnx", TinyModel.halfTextTower())
            .file("vision_model.onnx", TinyModel.halfImageTower())
            .open();

    assertEmbedsAsComputedByHand(model, 2e-3);
  }

  @Test
  void siglipHasNoProjectionSoItsPooledOutputIsTheEmbedding() {
    ModelDirectory model =
        TinyModel.clip(directory)
            .without("open_clip_config.json")
            .file(
                "preprocessor_config.json",
                """
                {"size": {"height": 4, "width": 4}, "resample": 3,
                 "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
                """)
            .file(
                "config.json",
                """
                {"model_type": "siglip", "text_config": {"max_position_embeddings": 6}}
                """)
            .file(
                "text_model.onnx",
                TinyModel.textTower("pooler_output", TinyModel.WIDTH, OnnxWriter.INT64))
            .file("vision_model.onnx", TinyModel.imageTower("pooler_output", TinyModel.WIDTH))
            .open();

    assertEmbedsAsComputedByHand(model);
  }

  @Test
  void siglipPadsTextsToItsOwnLengthWhereNothingStatesIt() {
    ModelDirectory model =
        TinyModel.clip(directory)
            .without("open_clip_config.json")
            .file(
                "preprocessor_config.json",
                """
                {"size": {"height": 4, "width": 4}, "image_mean": [0, 0, 0],
                 "image_std": [1, 1, 1]}
                """)
            .file("config.json", "{\"model_type\": \"siglip\"}")
            .open();

    assertEquals(64, ((TextInput) model.textEncoder().input()).paddedLength(1));
  }

  @Test
  void aSentenceEmbedderEmbedsOnlyTexts() {
    ModelDirectory model = TinyModel.sentences(directory, "pooling_mode_cls_token").open();

    assertTrue(model.hasTextEncoder());
    assertFalse(model.hasImageEncoder());
    assertFalse(model.isVisionLanguageModel());
  }

  @Test
  void aWidthThatTheGraphLeavesOpenIsReadFromTheConfiguration() {
    EncoderSpec spec =
        TinyModel.sentences(directory, "pooling_mode_cls_token")
            .file("model.onnx", TinyModel.tokenVectorsOfOpenWidth())
            .file("config.json", "{\"hidden_size\": 8}")
            .open()
            .textEncoder();

    assertEquals(8, spec.dimension());
    assertEquals(8, Embeddings.texts(spec, 2, 1, List.of("a"))[0].length);
  }

  @Test
  void theDigestFollowsTheFilesThatDecideAnEmbedding() {
    TinyModel files = TinyModel.clip(directory);
    String digest = files.open().digest();

    assertEquals(digest, files.file("README.md", "anything").open().digest());
    String padded = files.tokenizer(TinyModel.padding(2)).open().digest();
    assertNotEquals(digest, padded);
    assertNotEquals(padded, files.file("vision_model.onnx_data", new byte[] {1}).open().digest());
  }

  @Test
  void thePreprocessingDigestIsOfSettingsAndNotOfThePlace(@TempDir Path elsewhere) {
    ModelDirectory here = TinyModel.clip(directory).open();
    ModelDirectory there = TinyModel.clip(elsewhere).open();

    assertEquals(
        here.textEncoder().preprocessingDigest(), there.textEncoder().preprocessingDigest());
    assertEquals(
        here.imageEncoder().preprocessingDigest(), there.imageEncoder().preprocessingDigest());
    assertNotEquals(
        here.textEncoder().preprocessingDigest(),
        TinyModel.clip(elsewhere)
            .tokenizer(TinyModel.padding(2))
            .open()
            .textEncoder()
            .preprocessingDigest());
  }

  @Test
  void specsTravelToWorkers() throws Exception {
    EncoderSpec spec = TinyModel.clip(directory).open().imageEncoder();

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(spec);
    }
    EncoderSpec copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (EncoderSpec) in.readObject();
    }

    List<RgbImage> images = List.of(Embeddings.noise(5, 4, 1));
    assertEquals(spec.preprocessingDigest(), copy.preprocessingDigest());
    assertArrayEquals(Embeddings.images(spec, 2, 1, images), Embeddings.images(copy, 2, 1, images));
  }

  private static void assertEmbedsAsComputedByHand(ModelDirectory model) {
    assertEmbedsAsComputedByHand(model, 1e-6);
  }

  private static void assertEmbedsAsComputedByHand(ModelDirectory model, double tolerance) {
    float[][] texts = Embeddings.texts(model.textEncoder(), 3, 1, TEXTS);
    for (int i = 0; i < TOKENS.length; i++) {
      double[] sum = new double[TinyModel.WIDTH];
      for (int token : TOKENS[i]) {
        for (int d = 0; d < sum.length; d++) {
          sum[d] += TinyModel.table(sum.length)[token * sum.length + d];
        }
      }
      assertUnitVector(sum, texts[i], tolerance);
    }

    RgbImage image = Embeddings.noise(9, 7, 3);
    FloatBuffer pixels = FloatBuffer.allocate(3 * TinyModel.SIZE * TinyModel.SIZE);
    ((ImageInput) model.imageEncoder().input())
        .preprocessing()
        .preprocess(image, pixels, new ResizeBuffers());
    double[] product = new double[TinyModel.WIDTH];
    for (int i = 0; i < pixels.capacity(); i++) {
      for (int d = 0; d < product.length; d++) {
        product[d] +=
            (double) pixels.get(i) * TinyModel.matrix(product.length)[i * product.length + d];
      }
    }
    assertUnitVector(
        product, Embeddings.images(model.imageEncoder(), 2, 1, List.of(image))[0], tolerance);
  }

  private static void assertUnitVector(double[] direction, float[] actual, double tolerance) {
    double squares = 0;
    for (double value : direction) {
      squares += value * value;
    }
    assertEquals(direction.length, actual.length);
    for (int d = 0; d < direction.length; d++) {
      assertEquals(direction[d] / Math.sqrt(squares), actual[d], tolerance);
    }
  }
}
