package io.github.dejavubeam.transforms.model;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Turns texts into token ids as {@code tokenizer.json} says, except for truncation and padding,
 * which are the encoder's.
 */
final class TextTokenizer {

  /** The file that describes the tokenizer. */
  static final String FILE = "tokenizer.json";

  private static final SharedResources<Key, HuggingFaceTokenizer> TOKENIZERS =
      new SharedResources<>(HuggingFaceTokenizer::close);

  static {
    // The library would otherwise look for a CUDA build of itself on the net.
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("RUST_FLAVOR", "cpu");
  }

  private TextTokenizer() {}

  /**
   * Opens a model's tokenizer, or shares the one that is open.
   *
   * @param maxLength most tokens of a text; special tokens are kept when it is cut
   * @throws InvalidModelException if the file is missing or is no tokenizer
   * @throws IllegalStateException if the tokenizers library cannot be loaded
   */
  static SharedResources<Key, HuggingFaceTokenizer>.Lease lease(
      Path directory, String modelDigest, int maxLength) {
    return TOKENIZERS.lease(
        new Key(directory, modelDigest, maxLength), () -> open(directory, maxLength));
  }

  private static HuggingFaceTokenizer open(Path directory, int maxLength) {
    Map<String, String> options =
        Map.of(
            "addSpecialTokens", "true",
            "truncation", "longest_first",
            "padding", "do_not_pad",
            "maxLength", Integer.toString(maxLength),
            "modelMaxLength", Integer.toString(maxLength));
    try {
      byte[] json = TokenizerJson.withoutDecoder(Files.readAllBytes(directory.resolve(FILE)));
      HuggingFaceTokenizer tokenizer =
          HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), options);
      encode(tokenizer, "a");
      return tokenizer;
    } catch (EngineException | LinkageError e) {
      throw new IllegalStateException(
          "the tokenizers library cannot be loaded ("
              + e.getMessage()
              + "): set DJL_CACHE_DIR to a directory that can be written",
          e);
    } catch (IOException | RuntimeException e) {
      throw new InvalidModelException(
          directory,
          FILE + " is no tokenizer that can be loaded (" + e.getMessage() + ")",
          "put the tokenizer.json of the model's export there",
          e);
    }
  }

  /** The tokens of a text, truncated, special tokens added. */
  static Encoding encode(HuggingFaceTokenizer tokenizer, String text) {
    return tokenizer.encode(text, true, false);
  }

  record Key(Path directory, String modelDigest, int maxLength) {}
}
