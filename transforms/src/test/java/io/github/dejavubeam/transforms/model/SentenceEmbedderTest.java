package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.onnx.OnnxWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceEmbedderTest {

  private static final String[] WORDS = {"a", "red", "car", "blue", "bird", "green", "hat", "?"};
  private static final int FIRST_WORD = 4;
  private static final int MAX_LENGTH = 20;

  @TempDir Path directory;

  @Test
  void meanPoolingAveragesTheTokensThatAreNoPadding() {
    assertPools("pooling_mode_mean_tokens", Double::sum);
  }

  @Test
  void maxPoolingTakesTheLargestOfTheTokensThatAreNoPadding() {
    assertPools("pooling_mode_max_tokens", Math::max);
  }

  @Test
  void clsPoolingTakesTheFirstToken() {
    assertPools("pooling_mode_cls_token", (first, other) -> first);
  }

  /** The mean has the direction of the sum, so one fold over the tokens is the oracle of all. */
  private void assertPools(String mode, DoubleBinaryOperator fold) {
    EncoderSpec spec = TinyModel.sentences(directory, mode).open().textEncoder();
    Random random = new Random(7);
    List<String> texts = new ArrayList<>();
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      List<Integer> tokens = new ArrayList<>(List.of(TinyModel.CLS));
      List<String> words = new ArrayList<>();
      for (int w = random.nextInt(30); w > 0; w--) {
        int word = random.nextInt(WORDS.length);
        words.add(WORDS[word]);
        if (tokens.size() < MAX_LENGTH - 1) {
          tokens.add(word == WORDS.length - 1 ? TinyModel.UNKNOWN : FIRST_WORD + word);
        }
      }
      tokens.add(TinyModel.SEP);
      texts.add(String.join(" ", words));
      expected.add(pooled(tokens, fold));
    }

    float[][] vectors = Embeddings.texts(spec, 4, 1, texts);

    for (int i = 0; i < vectors.length; i++) {
      assertArrayEquals(expected.get(i), vectors[i], 1e-6f, texts.get(i));
    }
  }

  private static float[] pooled(List<Integer> tokens, DoubleBinaryOperator fold) {
    float[] table = TinyModel.table(TinyModel.WIDTH);
    float[] vector = new float[TinyModel.WIDTH];
    for (int d = 0; d < vector.length; d++) {
      double value = table[tokens.get(0) * vector.length + d];
      for (int token : tokens.subList(1, tokens.size())) {
        value = fold.applyAsDouble(value, table[token * vector.length + d]);
      }
      vector[d] = (float) value;
    }
    UnitVector.normalise(vector);
    return vector;
  }

  @Test
  void anOutputThatIsPooledAlreadyIsTakenAsItIs() {
    EncoderSpec spec =
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("model.onnx", TinyModel.textTower("sentence_embedding", 8, OnnxWriter.INT64))
            .open()
            .textEncoder();

    assertEquals(Pooling.NONE, spec.graph().pooling());
    assertArrayEquals(
        pooled(List.of(TinyModel.CLS, FIRST_WORD, TinyModel.SEP), Double::sum),
        Embeddings.texts(spec, 2, 1, List.of("a"))[0],
        1e-6f);
  }

  @Test
  void theEmbeddersOwnLimitComesBeforeTheTokenizers() {
    EncoderSpec spec =
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("sentence_bert_config.json", "{\"max_seq_length\": 4, \"unknown\": []}")
            .open()
            .textEncoder();

    assertArrayEquals(
        pooled(List.of(0, 4, 5, 1), Double::sum),
        Embeddings.texts(spec, 2, 1, List.of("a red car"))[0],
        1e-6f);
  }

  @Test
  void textsAreCutToTheLimitOfTheTokenizer() {
    EncoderSpec spec =
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file("tokenizer_config.json", "{\"model_max_length\": 5}")
            .open()
            .textEncoder();

    assertArrayEquals(
        pooled(List.of(0, 4, 5, 6, 1), Double::sum),
        Embeddings.texts(spec, 2, 1, List.of("a red car a blue bird"))[0],
        1e-6f);
  }

  /** As E5 was trained; another prefix is another way to make vectors. */
  @Test
  void aPrefixStandsBeforeEveryText() {
    EncoderSpec plain =
        TinyModel.sentences(directory, "pooling_mode_mean_tokens").open().textEncoder();
    EncoderSpec prefixed = plain.withTextPrefix("red ");

    assertArrayEquals(
        Embeddings.texts(plain, 2, 1, List.of("red car"))[0],
        Embeddings.texts(prefixed, 2, 1, List.of("car"))[0]);
    assertNotEquals(plain.preprocessingDigest(), prefixed.preprocessingDigest());
  }

  @Test
  void thePromptThatTheModelNamesIsItsPrefix() {
    TinyModel files =
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file(
                "config_sentence_transformers.json",
                """
                {"prompts": {"query": "red ", "passage": "blue "}, "default_prompt_name": "query"}
                """);

    EncoderSpec prompted = files.open().textEncoder();
    EncoderSpec other = prompted.withTextPrefix("blue ");

    assertArrayEquals(
        pooled(List.of(0, 5, 6, 1), Double::sum),
        Embeddings.texts(prompted, 2, 1, List.of("car"))[0],
        1e-6f);
    assertArrayEquals(
        pooled(List.of(0, 7, 6, 1), Double::sum),
        Embeddings.texts(other, 2, 1, List.of("car"))[0],
        1e-6f);
  }

  /** Distances of the test are those of directions, whatever else the model is used for. */
  @ParameterizedTest
  @ValueSource(strings = {"", ", {\"type\": \"sentence_transformers.models.Normalize\"}"})
  void vectorsHaveLengthOneWithAModuleThatNormalisesAndWithout(String normalize) {
    EncoderSpec spec =
        TinyModel.sentences(directory, "pooling_mode_mean_tokens")
            .file(
                "modules.json",
                """
                [{"type": "sentence_transformers.models.Transformer"},
                 {"type": "sentence_transformers.models.Pooling"} %s]
                """
                    .formatted(normalize))
            .open()
            .textEncoder();

    assertTrue(spec.unitLength());
    assertArrayEquals(
        pooled(List.of(0, 4, 1), Double::sum),
        Embeddings.texts(spec, 2, 1, List.of("a"))[0],
        1e-6f);
  }

  @Test
  void aTextOfNoTokensHasNoVector() {
    EncoderSpec spec =
        TinyModel.sentences(directory, "pooling_mode_cls_token")
            .file(
                "tokenizer.json",
                """
                {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},
                 "model": {"type": "WordLevel", "unk_token": "[UNK]",
                           "vocab": {"[UNK]": 0, "a": 1}}}
                """)
            .open()
            .textEncoder();

    float[][] vectors = Embeddings.texts(spec, 2, 1, List.of("", "a"));

    assertTrue(Float.isNaN(vectors[0][0]) && Float.isNaN(vectors[0][7]));
    assertEquals(1, Embeddings.cosine(vectors[1], vectors[1]), 1e-6);
  }

  @Test
  void paddingIsByTheTokenThatTheTokenizerNames() {
    TinyModel files = TinyModel.sentences(directory, "pooling_mode_cls_token");

    assertEquals(TinyModel.PAD, padId(files));
    assertEquals(5, padId(files.tokenizer(TinyModel.padding(5))));
    files.tokenizer("null").file("tokenizer_config.json", "{\"model_max_length\": 20}");
    assertEquals(0, padId(files));
    files.file("special_tokens_map.json", "{\"pad_token\": {\"content\": \"[PAD]\"}}");
    assertEquals(TinyModel.PAD, padId(files));
  }

  private static long padId(TinyModel files) {
    return ((TextInput) files.open().textEncoder().input()).padId();
  }
}
