package io.github.dejavubeam.transforms.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the token with which a model's texts are padded. */
final class PaddingToken {

  static final String CONFIG_FILE = "tokenizer_config.json";
  static final String SPECIAL_TOKENS_FILE = "special_tokens_map.json";

  private PaddingToken() {}

  /**
   * The id that {@code tokenizer.json} pads with; else that of the {@code pad_token} of {@code
   * tokenizer_config.json} or {@code special_tokens_map.json}; else 0.
   */
  static long id(Path directory, HuggingFaceTokenizer tokenizer) {
    Optional<ConfigFile> padding =
        ConfigFile.readField(directory, TextTokenizer.FILE, "padding")
            .filter(config -> config.has("/pad_id"));
    if (padding.isPresent()) {
      if (!padding.get().at("/pad_id").canConvertToInt()) {
        throw padding.get().invalid("padding.pad_id is no token id");
      }
      return padding.get().at("/pad_id").intValue();
    }
    return padToken(directory, CONFIG_FILE)
        .or(() -> padToken(directory, SPECIAL_TOKENS_FILE))
        .map(token -> idOf(tokenizer, token))
        .filter(OptionalInt::isPresent)
        .map(OptionalInt::getAsInt)
        .orElse(0);
  }

  private static Optional<String> padToken(Path directory, String file) {
    return ConfigFile.read(directory, file)
        .flatMap(config -> config.text("/pad_token").or(() -> config.text("/pad_token/content")));
  }

  /** A special token is one token of its own in any text, so the tokenizer itself tells its id. */
  private static OptionalInt idOf(HuggingFaceTokenizer tokenizer, String token) {
    Encoding encoding = tokenizer.encode(token, false, false);
    return encoding.getIds().length == 1 && encoding.getTokens()[0].equals(token)
        ? OptionalInt.of((int) encoding.getIds()[0])
        : OptionalInt.empty();
  }
}
