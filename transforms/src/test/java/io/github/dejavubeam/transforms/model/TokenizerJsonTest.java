package io.github.dejavubeam.transforms.model;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerJsonTest {

  @TempDir Path folder;

  private static String tokenizer(String decoder) {
    return """
        {"version": "1.0", "added_tokens": [], "pre_tokenizer": {"type": "Whitespace"},
         "decoder": %s,
         "model": {"type": "WordLevel", "vocab": {"a": 0, "?": 1}, "unk_token": "?"}}"""
        .formatted(decoder);
  }

  private static String withoutDecoder(String json) throws IOException {
    return new String(TokenizerJson.withoutDecoder(json.getBytes(UTF_8)), UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{\"type\": \"BPEDecoder\", \"x\": [1, {}]}", "\"é\"", "7", "[]"})
  void theDecoderIsTakenOutAndNothingElseIsTouched(String decoder) throws IOException {
    assertEquals(tokenizer("null"), withoutDecoder(tokenizer(decoder)));
  }

  @Test
  void aDecoderOfAnotherDepthStays() throws IOException {
    String json = "{\"a\": {\"decoder\": 1.50}, \"decoder\":2}";
    assertEquals("{\"a\": {\"decoder\": 1.50}, \"decoder\":null}", withoutDecoder(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "[]", "{\"decoder\": {\"a\": \"\u0001\"}}", "{\"decoder\": {", "null"})
  void whatIsNoJsonObjectIsRefused(String json) {
    assertThrows(IOException.class, () -> withoutDecoder(json));
  }

  @Test
  void anotherEncodingIsRefused() {
    byte[] json = tokenizer("null").getBytes(UTF_16);
    assertThrows(IOException.class, () -> TokenizerJson.withoutDecoder(json));
  }

  /** The library ends the process over each of these. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"x\": 1e999}", "{\"x\": \"\\ud800\"}"})
  void aTokenizerIsOpenedWhateverItsDecoderIs(String decoder) throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer(decoder));
    try (SharedResources<TextTokenizer.Key, HuggingFaceTokenizer>.Lease tokenizer =
        TextTokenizer.lease(folder, "digest of " + decoder, 8)) {
      assertArrayEquals(new long[] {0, 1}, TextTokenizer.encode(tokenizer.value(), "a b").getIds());
    }
  }

  @Test
  void aBrokenTokenizerIsRefusedByName() throws IOException {
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer("{\"a\": \"\u0001\"}"));
    InvalidModelException refusal =
        assertThrows(InvalidModelException.class, () -> TextTokenizer.lease(folder, "broken", 8));
    assertTrue(
        refusal.getMessage().contains("tokenizer.json is no tokenizer"), refusal::getMessage);
  }
}
