package io.github.dejavubeam.transforms.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A text embedder in the layout of sentence-transformers. */
final class SentenceEmbedder {

  static final String MODULES_FILE = "modules.json";
  static final String POOLING_FILE = "1_Pooling/config.json";
  static final String LENGTH_FILE = "sentence_bert_config.json";
  static final String PROMPTS_FILE = "config_sentence_transformers.json";

  /** Captions are short: what a model could read beyond this many tokens is cut off. */
  private static final int MAX_LENGTH = 512;

  private static final OptionalInt NONE = OptionalInt.empty();
  private static final String SENTENCE_EMBEDDING = "sentence_embedding";
  private static final List<String> TOKEN_OUTPUTS =
      List.of("last_hidden_state", "token_embeddings");
  private static final Map<String, Pooling> POOLINGS =
      Map.of(
          "/pooling_mode_mean_tokens", Pooling.MEAN,
          "/pooling_mode_cls_token", Pooling.CLS,
          "/pooling_mode_max_tokens", Pooling.MAX);
  private static final List<String> OTHER_POOLINGS =
      List.of(
          "/pooling_mode_mean_sqrt_len_tokens",
          "/pooling_mode_weightedmean_tokens",
          "/pooling_mode_lasttoken");

  private final Path directory;
  private final Optional<ConfigFile> config;

  SentenceEmbedder(Path directory, Optional<ConfigFile> config) {
    this.directory = directory;
    this.config = config;
  }

  /**
   * The embedder.
   *
   * @param padId token that fills texts up
   * @throws InvalidModelException if graph and configuration do not give one that can be followed
   */
  EncoderDraft text(GraphSignature graph, long padId) {
    refuseLowerCasing();
    String prefix = prompt();
    List<GraphInput> inputs =
        Stream.of(
                GraphSignature.INPUT_IDS,
                GraphSignature.ATTENTION_MASK,
                GraphSignature.TOKEN_TYPE_IDS)
            .filter(name -> name.equals(GraphSignature.INPUT_IDS) || graph.hasInput(name))
            .map(name -> graph.tokens(name, OptionalInt.empty()))
            .toList();
    boolean pooled = graph.hasOutput(SENTENCE_EMBEDDING);
    String output =
        pooled
            ? SENTENCE_EMBEDDING
            : TOKEN_OUTPUTS.stream()
                .filter(graph::hasOutput)
                .findFirst()
                .orElseThrow(
                    () ->
                        graph.invalid(
                            "has none of the outputs "
                                + SENTENCE_EMBEDDING
                                + ", "
                                + String.join(", ", TOKEN_OUTPUTS)
                                + ", only "
                                + graph.outputs()));
    Pooling pooling = pooled ? Pooling.NONE : pooling(graph, output);
    return new EncoderDraft(
        new TextInput(prefix, maxLength(), padId, false),
        new EncoderGraph(
            graph.file(),
            inputs,
            List.of(),
            false,
            output,
            graph.outputType(output),
            pooling,
            true),
        Dimension.agreed(directory, graph, output, pooled ? 2 : 3, pooled ? NONE : hiddenWidth()));
  }

  /** Most tokens of a text: as the embedder's own settings say, else the tokenizer's. */
  int maxLength() {
    OptionalInt stated =
        ConfigFile.read(directory, LENGTH_FILE)
            .map(file -> file.positive("/max_seq_length"))
            .orElse(NONE);
    if (stated.isEmpty()) {
      // Tokenizers without a limit state a number that is larger than any int.
      stated =
          ConfigFile.read(directory, PaddingToken.CONFIG_FILE)
              .filter(file -> file.at("/model_max_length").canConvertToInt())
              .map(file -> file.positive("/model_max_length"))
              .orElse(NONE);
    }
    if (stated.isEmpty()) {
      throw new InvalidModelException(
          directory,
          "nothing says how many tokens a text may have",
          "add " + LENGTH_FILE + " with max_seq_length");
    }
    return Math.min(stated.getAsInt(), MAX_LENGTH);
  }

  private void refuseLowerCasing() {
    ConfigFile.read(directory, LENGTH_FILE)
        .filter(file -> file.flag("/do_lower_case", false))
        .ifPresent(
            file -> {
              throw file.unsupported("do_lower_case", "lower-casing by tokenizer.json");
            });
  }

  /** What stands before every text: the prompt that is used where a program names none. */
  private String prompt() {
    Optional<ConfigFile> file = ConfigFile.read(directory, PROMPTS_FILE);
    Optional<String> name = file.flatMap(prompts -> prompts.text("/default_prompt_name"));
    if (name.isEmpty()) {
      return "";
    }
    JsonNode prompt = file.get().at("/prompts").path(name.get());
    if (!prompt.isTextual()) {
      throw file.get().invalid("prompts has no text named " + name.get());
    }
    return prompt.asText();
  }

  private OptionalInt hiddenWidth() {
    OptionalInt stated =
        ConfigFile.read(directory, POOLING_FILE)
            .map(file -> file.positive("/word_embedding_dimension"))
            .orElse(NONE);
    return stated.isPresent()
        ? stated
        : config.map(file -> file.positive("/hidden_size")).orElse(NONE);
  }

  private Pooling pooling(GraphSignature graph, String output) {
    ConfigFile.read(directory, MODULES_FILE).ifPresent(SentenceEmbedder::refuseFurtherLayers);
    ConfigFile file =
        ConfigFile.read(directory, POOLING_FILE)
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        directory,
                        graph.file() + " gives " + output + " and nothing says how it is pooled",
                        "add " + POOLING_FILE + ", or export with " + SENTENCE_EMBEDDING));
    EnumSet<Pooling> wanted = EnumSet.noneOf(Pooling.class);
    POOLINGS.forEach(
        (pointer, pooling) -> {
          if (file.flag(pointer, false)) {
            wanted.add(pooling);
          }
        });
    if (!file.flag("/include_prompt", true)) {
      throw file.unsupported("pooling without the prompt", "include_prompt");
    }
    if (wanted.size() != 1 || OTHER_POOLINGS.stream().anyMatch(mode -> file.flag(mode, false))) {
      throw file.unsupported("another pooling", "one of mean_tokens, cls_token, max_tokens");
    }
    return wanted.iterator().next();
  }

  private static void refuseFurtherLayers(ConfigFile modules) {
    for (JsonNode module : modules.at("")) {
      String type = module.path("type").asText();
      String layer = type.substring(type.lastIndexOf('.') + 1);
      if (!layer.equals("Transformer") && !layer.equals("Pooling") && !layer.equals("Normalize")) {
        throw modules.unsupported(
            "a layer " + layer + " after the graph's output",
            "Transformer, Pooling, Normalize, or a graph that gives " + SENTENCE_EMBEDDING);
      }
    }
  }
}
