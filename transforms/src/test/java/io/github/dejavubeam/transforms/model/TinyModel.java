package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.onnx.OnnxWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Writes model directories whose graphs are small enough to compute by hand: a text's embedding is
 * the sum of its tokens' rows of a table, an image's a matrix times its pixels.
 */
final class TinyModel {

  static final int WIDTH = 8;
  static final int SIZE = 4;
  static final int CONTEXT = 6;

  /** Ids of the words below, special tokens first. */
  static final int CLS = 0;

  static final int SEP = 1;
  static final int PAD = 2;
  static final int UNKNOWN = 3;
  static final int VOCABULARY = 11;

  private static final String TOKENIZER =
      """
      {"version": "1.0", "truncation": null, "padding": %s,
       "added_tokens": [
         {"id": 0, "content": "[CLS]", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 1, "content": "[SEP]", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false},
         {"id": 2, "content": "[PAD]", "special": true, "single_word": false, "lstrip": false,
          "rstrip": false, "normalized": false}],
       "normalizer": {"type": "Lowercase"}, "pre_tokenizer": {"type": "Whitespace"},
       "post_processor": {"type": "TemplateProcessing",
         "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
                    {"Sequence": {"id": "A", "type_id": 0}},
                    {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
         "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}],
         "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [0], "tokens": ["[CLS]"]},
                            "[SEP]": {"id": "[SEP]", "ids": [1], "tokens": ["[SEP]"]}}},
       "decoder": null,
       "model": {"type": "WordLevel", "unk_token": "[UNK]",
         "vocab": {"[CLS]": 0, "[SEP]": 1, "[PAD]": 2, "[UNK]": 3, "a": 4, "red": 5, "car": 6,
                   "blue": 7, "bird": 8, "green": 9, "hat": 10}}}
      """;

  private final Path directory;

  TinyModel(Path directory) {
    this.directory = directory;
  }

  /** A CLIP with the towers in two graphs and open_clip's configuration. */
  static TinyModel clip(Path directory) {
    return new TinyModel(directory)
        .tokenizer("null")
        .openClipConfig(WIDTH)
        .file("text_model.onnx", textTower("text_embeds", WIDTH, OnnxWriter.INT64))
        .file("vision_model.onnx", imageTower("image_embeds", WIDTH));
  }

  /** A sentence embedder that gives a vector a token. */
  static TinyModel sentences(Path directory, String poolingMode) {
    return new TinyModel(directory)
        .tokenizer("null")
        .file("tokenizer_config.json", "{\"pad_token\": \"[PAD]\", \"model_max_length\": 20}")
        .file("1_Pooling/config.json", "{\"%s\": true}".formatted(poolingMode))
        .file("model.onnx", tokenVectors());
  }

  TinyModel tokenizer(String padding) {
    return file(TextTokenizer.FILE, TOKENIZER.formatted(padding));
  }

  /** What {@code tokenizer.json} says of padding with that token. */
  static String padding(int id) {
    return """
    {"strategy": "BatchLongest", "direction": "Right", "pad_to_multiple_of": null,
     "pad_id": %d, "pad_type_id": 0, "pad_token": "any"}
    """
        .formatted(id);
  }

  TinyModel openClipConfig(int width) {
    return file(
        "open_clip_config.json",
        """
        {"model_cfg": {"embed_dim": %d, "vision_cfg": {"image_size": %d},
                       "text_cfg": {"context_length": %d}},
         "preprocess_cfg": {"mean": [0.5, 0.4, 0.3], "std": [0.3, 0.2, 0.1],
                            "interpolation": "bicubic", "resize_mode": "shortest"}}
        """
            .formatted(width, SIZE, CONTEXT));
  }

  TinyModel file(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  TinyModel file(String name, byte[] content) {
    try {
      Path path = directory.resolve(name);
      Files.createDirectories(path.getParent());
      Files.write(path, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TinyModel without(String name) {
    try {
      Files.delete(directory.resolve(name));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ModelDirectory open() {
    return ModelDirectory.open("tiny", directory.toString());
  }

  /** Sum of the rows of {@link #table} that the tokens name, by the attention mask. */
  static byte[] textTower(String output, int width, int idType) {
    OnnxWriter graph = new OnnxWriter();
    addText(graph, output, width, idType, "batch");
    return graph.output(output, OnnxWriter.FLOAT, "batch", width).bytes();
  }

  /** {@link #matrix} times the pixels. */
  static byte[] imageTower(String output, int width) {
    OnnxWriter graph = new OnnxWriter();
    addImage(graph, output, width, "batch");
    return graph.output(output, OnnxWriter.FLOAT, "batch", width).bytes();
  }

  /** {@link #imageTower} that takes and gives float16, as half-precision exports do. */
  static byte[] halfImageTower() {
    return new OnnxWriter()
        .input("pixel_values", OnnxWriter.FLOAT16, "batch", 3, SIZE, SIZE)
        .weights("matrix", matrix(WIDTH), 3 * SIZE * SIZE, WIDTH)
        .node("Cast", "matrix", "half_matrix", "to", OnnxWriter.FLOAT16)
        .node("Flatten", "pixel_values", "flat", "axis", 1)
        .node("MatMul", "flat half_matrix", "image_embeds")
        .output("image_embeds", OnnxWriter.FLOAT16, "batch", WIDTH)
        .bytes();
  }

  /** {@link #textTower} that gives float16. */
  static byte[] halfTextTower() {
    OnnxWriter graph = new OnnxWriter();
    addText(graph, "single", WIDTH, OnnxWriter.INT64, "batch");
    return graph
        .node("Cast", "single", "text_embeds", "to", OnnxWriter.FLOAT16)
        .output("text_embeds", OnnxWriter.FLOAT16, "batch", WIDTH)
        .bytes();
  }

  /** Both towers and, as exports have it, their similarities. */
  static byte[] joint(String imageBatch, String textBatch) {
    OnnxWriter graph = new OnnxWriter();
    addImage(graph, "image_embeds", WIDTH, imageBatch);
    addText(graph, "text_embeds", WIDTH, OnnxWriter.INT64, textBatch);
    return graph
        .node("Transpose", "text_embeds", "transposed", "perm", new int[] {1, 0})
        .node("MatMul", "image_embeds transposed", "logits_per_image")
        .output("logits_per_image", OnnxWriter.FLOAT, imageBatch, textBatch)
        .output("text_embeds", OnnxWriter.FLOAT, textBatch, WIDTH)
        .output("image_embeds", OnnxWriter.FLOAT, imageBatch, WIDTH)
        .bytes();
  }

  /** The row of {@link #table} of every token. */
  static byte[] tokenVectors() {
    return addTokens(new OnnxWriter())
        .node("Gather", "table input_ids", "last_hidden_state")
        .output("last_hidden_state", OnnxWriter.FLOAT, "batch", "sequence", WIDTH)
        .bytes();
  }

  /** The same by an operator whose width is known only when it runs. */
  static byte[] tokenVectorsOfOpenWidth() {
    float[] ones = new float[WIDTH];
    Arrays.fill(ones, 1);
    return addTokens(new OnnxWriter())
        .node("Gather", "table input_ids", "rows")
        .weights("ones", ones, WIDTH)
        .node("Cast", "ones", "all", "to", OnnxWriter.BOOL)
        .node("Compress", "rows all", "last_hidden_state", "axis", 2)
        .output("last_hidden_state", OnnxWriter.FLOAT, "batch", "sequence", "width")
        .bytes();
  }

  private static OnnxWriter addTokens(OnnxWriter graph) {
    return graph
        .input("input_ids", OnnxWriter.INT64, "batch", "sequence")
        .input("attention_mask", OnnxWriter.INT64, "batch", "sequence")
        .input("token_type_ids", OnnxWriter.INT64, "batch", "sequence")
        .weights("table", table(WIDTH), VOCABULARY, WIDTH);
  }

  /** The vectors of the tokens, [VOCABULARY, width]. */
  static float[] table(int width) {
    return gaussian(VOCABULARY * width, 1);
  }

  /** The image tower, [3 * SIZE * SIZE, width]. */
  static float[] matrix(int width) {
    return gaussian(3 * SIZE * SIZE * width, 2);
  }

  private static void addText(
      OnnxWriter graph, String output, int width, int idType, String batch) {
    graph
        .input("input_ids", idType, batch, "sequence")
        .input("attention_mask", idType, batch, "sequence")
        .weights("table", table(width), VOCABULARY, width)
        .node("Gather", "table input_ids", "tokens")
        .node("Cast", "attention_mask", "mask", "to", OnnxWriter.FLOAT)
        .node("Unsqueeze", "mask", "weights", "axes", new int[] {1})
        .node("MatMul", "weights tokens", "sum")
        .node("Squeeze", "sum", output, "axes", new int[] {1});
  }

  private static void addImage(OnnxWriter graph, String output, int width, String batch) {
    graph
        .input("pixel_values", OnnxWriter.FLOAT, batch, 3, SIZE, SIZE)
        .weights("matrix", matrix(width), 3 * SIZE * SIZE, width)
        .node("Flatten", "pixel_values", "flat", "axis", 1)
        .node("MatMul", "flat matrix", output);
  }

  private static float[] gaussian(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
