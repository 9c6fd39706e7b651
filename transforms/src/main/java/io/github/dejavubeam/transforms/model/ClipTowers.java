package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.ImagePreprocessing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** The two towers of a CLIP-like model, each in a graph of its own or both in one. */
final class ClipTowers {

  /** Output of the image tower. */
  static final String IMAGE_EMBEDS = "image_embeds";

  /** Output of the text tower. */
  static final String TEXT_EMBEDS = "text_embeds";

  private static final String POOLER_OUTPUT = "pooler_output";
  // SigLIP has no projection after pooling: what it pools is the embedding.
  private static final Set<String> SIGLIP_MODELS = Set.of("siglip", "siglip2");
  private static final int SIGLIP_CONTEXT = 64;
  private static final int CLIP_CONTEXT = 77;
  private static final int MAX_CONTEXT = 4096;

  private final Path directory;
  private final Optional<ConfigFile> config;
  private final Optional<ConfigFile> openClip;

  ClipTowers(Path directory, Optional<ConfigFile> config) {
    this.directory = directory;
    this.config = config;
    this.openClip = ConfigFile.read(directory, ImagePreprocessingConfig.OPEN_CLIP_FILE);
  }

  /**
   * The image tower of a graph.
   *
   * @throws InvalidModelException if the graph has none that yields embeddings
   */
  EncoderDraft image(GraphSignature graph) {
    ImagePreprocessing preprocessing = ImagePreprocessingConfig.read(directory);
    List<ConstantInput> constants = new ArrayList<>();
    for (GraphInput text : graph.hasInput(GraphSignature.INPUT_IDS) ? texts(graph) : noTexts()) {
      int value = text.name().equals(GraphSignature.ATTENTION_MASK) ? 1 : 0;
      constants.add(new ConstantInput(text.name(), text.type(), List.of(contextLength()), value));
    }
    return draft(
        graph,
        new ImageInput(preprocessing, false),
        List.of(graph.pixels(preprocessing.size())),
        constants,
        IMAGE_EMBEDS);
  }

  /**
   * The text tower of a graph.
   *
   * @param padId token that fills texts up
   * @throws InvalidModelException if the graph has none that yields embeddings
   */
  EncoderDraft text(GraphSignature graph, long padId) {
    List<ConstantInput> constants = new ArrayList<>();
    if (graph.hasInput(GraphSignature.PIXEL_VALUES)) {
      int size = ImagePreprocessingConfig.read(directory).size();
      GraphInput pixels = graph.pixels(size);
      constants.add(new ConstantInput(pixels.name(), pixels.type(), List.of(3, size, size), 0));
    }
    return draft(
        graph,
        new TextInput("", contextLength(), padId, true),
        texts(graph),
        constants,
        TEXT_EMBEDS);
  }

  /** Tokens of every text. */
  int contextLength() {
    String pointer = "/model_cfg/text_cfg/context_length";
    OptionalInt stated =
        openClip.isPresent()
            ? openClip.get().positive(pointer)
            : config
                .map(file -> file.positive("/text_config/max_position_embeddings"))
                .orElse(OptionalInt.empty());
    int length = stated.orElse(isSiglip() ? SIGLIP_CONTEXT : CLIP_CONTEXT);
    if (length > MAX_CONTEXT) {
      throw openClip
          .or(() -> config)
          .orElseThrow()
          .unsupported("texts of " + length + " tokens", "up to " + MAX_CONTEXT);
    }
    return length;
  }

  private List<GraphInput> texts(GraphSignature graph) {
    return Stream.of(
            GraphSignature.INPUT_IDS, GraphSignature.ATTENTION_MASK, GraphSignature.TOKEN_TYPE_IDS)
        .filter(name -> name.equals(GraphSignature.INPUT_IDS) || graph.hasInput(name))
        .map(name -> graph.tokens(name, OptionalInt.of(contextLength())))
        .toList();
  }

  private static List<GraphInput> noTexts() {
    return List.of();
  }

  private EncoderDraft draft(
      GraphSignature graph,
      EncoderInput input,
      List<GraphInput> inputs,
      List<ConstantInput> constants,
      String embeds) {
    String output = output(graph, embeds);
    boolean sharedBatch =
        !constants.isEmpty() && graph.sharesBatch(inputs.get(0).name(), constants.get(0).name());
    return new EncoderDraft(
        input,
        new EncoderGraph(
            graph.file(),
            inputs,
            List.copyOf(constants),
            sharedBatch,
            output,
            graph.outputType(output),
            Pooling.NONE,
            true),
        dimension(graph, output));
  }

  private String output(GraphSignature graph, String embeds) {
    if (graph.hasOutput(embeds)) {
      return embeds;
    }
    if (graph.hasOutput(POOLER_OUTPUT)) {
      if (isSiglip()) {
        return POOLER_OUTPUT;
      }
      throw new InvalidModelException(
          directory,
          graph.file()
              + " gives "
              + POOLER_OUTPUT
              + " but not "
              + embeds
              + ": it ends before the projection into the space that both towers share",
          "export the model with projection (CLIPTextModelWithProjection,"
              + " CLIPVisionModelWithProjection)");
    }
    throw graph.invalid("has no output " + embeds + ", only " + graph.outputs());
  }

  private boolean isSiglip() {
    return config
        .flatMap(file -> file.text("/model_type"))
        .filter(SIGLIP_MODELS::contains)
        .isPresent();
  }

  private int dimension(GraphSignature graph, String output) {
    OptionalInt stated =
        openClip.isPresent()
            ? openClip.get().positive("/model_cfg/embed_dim")
            : config.map(file -> file.positive("/projection_dim")).orElse(OptionalInt.empty());
    return Dimension.agreed(directory, graph, output, 2, stated);
  }
}
