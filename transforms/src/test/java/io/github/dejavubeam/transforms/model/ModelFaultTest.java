package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.onnx.OnnxWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault is found when the directory is opened, and named. */
class ModelFaultTest {

  @TempDir Path directory;

  @Test
  void aDirectoryThatIsNotThere() {
    assertFault(new TinyModel(directory.resolve("nowhere")), "is no directory");
  }

  @Test
  void noGraph() {
    assertFault(new TinyModel(directory).tokenizer("null"), "holds no model.onnx");
  }

  @Test
  void aCorruptGraph() {
    assertFault(
        TinyModel.clip(directory).file("text_model.onnx", "no graph"),
        "text_model.onnx cannot be opened");
  }

  @Test
  void aTruncatedGraph() {
    byte[] whole = TinyModel.imageTower("image_embeds", TinyModel.WIDTH);
    assertFault(
        TinyModel.clip(directory).file("vision_model.onnx", Arrays.copyOf(whole, whole.length / 2)),
        "vision_model.onnx cannot be opened");
  }

  @Test
  void noTokenizer() {
    assertFault(TinyModel.clip(directory).without("tokenizer.json"), "has no tokenizer.json");
  }

  @Test
  void aTokenizerThatCannotBeLoaded() {
    assertFault(
        TinyModel.clip(directory).file("tokenizer.json", "{\"version\": \"1.0\"}"),
        "tokenizer.json is no tokenizer");
  }

  @Test
  void anOutputOfAnotherWidthThanConfigured() {
    assertFault(
        TinyModel.clip(directory).openClipConfig(7),
        "image_embeds of width 8, but the configuration says 7");
  }

  @Test
  void towersOfDifferentWidth() {
    assertFault(
        new TinyModel(directory)
            .tokenizer("null")
            .file(
                "preprocessor_config.json",
                """
                {"size": 4, "crop_size": 4, "image_mean": [0, 0, 0], "image_std": [1, 1, 1]}
                """)
            .file("config.json", "{\"text_config\": {\"max_position_embeddings\": 6}}")
            .file("text_model.onnx", TinyModel.textTower("text_embeds", 5, OnnxWriter.INT64))
            .file("vision_model.onnx", TinyModel.imageTower("image_embeds", 8)),
        "its images have 8 dimensions and its texts 5");
  }

  @Test
  void aTowerWithoutProjection() {
    assertFault(
        TinyModel.clip(directory)
            .file("vision_model.onnx", TinyModel.imageTower("pooler_output", TinyModel.WIDTH)),
        "it ends before the projection");
  }

  @Test
  void anOutputThatIsNotKnown() {
    assertFault(
        TinyModel.clip(directory)
            .file("vision_model.onnx", TinyModel.imageTower("embedding", TinyModel.WIDTH)),
        "has no output image_embeds, only [embedding]");
  }

  @Test
  void anInputThatIsNotKnown() {
    byte[] graph =
        new OnnxWriter()
            .input("input_ids", OnnxWriter.INT64, "batch", "sequence")
            .input("position_ids", OnnxWriter.INT64, "batch", "sequence")
            .node("Add", "input_ids position_ids", "sum")
            .node("Cast", "sum", "sentence_embedding", "to", OnnxWriter.FLOAT)
            .output("sentence_embedding", OnnxWriter.FLOAT, "batch", "sequence")
            .bytes();
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens").file("model.onnx", graph),
        "demands an input position_ids");
  }

  @Test
  void anImageSizeThatTheGraphDoesNotTake() {
    assertFault(
        TinyModel.clip(directory)
            .file(
                "open_clip_config.json",
                """
                {"model_cfg": {"embed_dim": 8, "vision_cfg": {"image_size": 5},
                               "text_cfg": {"context_length": 6}},
                 "preprocess_cfg": {"mean": [0, 0, 0], "std": [1, 1, 1]}}
                """),
        "takes pixel_values of shape [any, 3, 4, 4]");
  }

  @Test
  void aGraphOfFixedBatch() {
    byte[] graph =
        new OnnxWriter()
            .input("pixel_values", OnnxWriter.FLOAT, 1, 3, 4, 4)
            .node("Flatten", "pixel_values", "image_embeds", "axis", 1)
            .output("image_embeds", OnnxWriter.FLOAT, 1, 48)
            .bytes();
    assertFault(
        TinyModel.clip(directory).file("vision_model.onnx", graph),
        "takes pixel_values of shape [1, 3, 4, 4]");
  }

  @Test
  void nothingThatSaysHowImagesArePrepared() {
    assertFault(
        TinyModel.clip(directory).without("open_clip_config.json"),
        "nothing says how its images are prepared");
  }

  @Test
  void aWidthThatTheGraphLeavesOpenAndTheConfigurationGetsWrong() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("model.onnx", TinyModel.tokenVectorsOfOpenWidth())
            .file("config.json", "{\"hidden_size\": 9}"),
        "does not give vectors of 9");
  }

  @Test
  void aWidthThatNothingStates() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("model.onnx", TinyModel.tokenVectorsOfOpenWidth()),
        "states the width of last_hidden_state");
  }

  @Test
  void poolingThatIsNotStated() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens").without("1_Pooling/config.json"),
        "nothing says how it is pooled");
  }

  @Test
  void poolingThatIsNotSupported() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_lasttoken"), "asks for another pooling");
  }

  @Test
  void aLayerAfterTheGraph() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file(
                "modules.json",
                """
                [{"type": "sentence_transformers.models.Pooling"},
                 {"type": "sentence_transformers.models.Dense"}]
                """),
        "asks for a layer Dense");
  }

  @Test
  void aPromptBeforeEveryTextThatIsNotThere() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("config_sentence_transformers.json", "{\"default_prompt_name\": \"query\"}"),
        "prompts has no text named query");
  }

  @Test
  void poolingWithoutThePrompt() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file(
                "1_Pooling/config.json",
                "{\"pooling_mode_mean_tokens\": true, \"include_prompt\": false}"),
        "asks for pooling without the prompt");
  }

  @Test
  void noLimitOfTokens() {
    assertFault(
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("tokenizer_config.json", "{\"model_max_length\": 1e30}"),
        "nothing says how many tokens a text may have");
  }

  @Test
  void jsonOfTenThousandLevels() {
    assertFault(
        TinyModel.clip(directory).file("config.json", "[".repeat(10_000)),
        "config.json is no JSON that can be read");
  }

  @Test
  void aNumberThatIsNone() {
    assertFault(
        TinyModel.clip(directory)
            .file(
                "open_clip_config.json",
                "{\"model_cfg\": {\"vision_cfg\": {\"image_size\": \"large\"}}}"),
        "/model_cfg/vision_cfg/image_size is \"large\", not a positive whole number");
  }

  private void assertFault(TinyModel model, String fault) {
    InvalidModelException e = assertThrows(InvalidModelException.class, model::open);
    assertTrue(e.getMessage().contains(fault), e.getMessage());
    assertTrue(e.getMessage().contains(directory.toString()), e.getMessage());
  }
}
