package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.ImagePreprocessing;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An image model in the layout of timm or of transformers: one graph from pixels to one or more
 * outputs of a vector each. Vectors are taken as the graph gives them, but for a CLIP's, which are
 * scaled to length 1.
 */
final class ImageModel {

  /** Output of a classifier before the softmax. */
  static final String LOGITS = "logits";

  private static final List<String> EMBEDDINGS =
      List.of("embedding", ClipTowers.IMAGE_EMBEDS, "pooler_output", "features");

  private final Path directory;
  private final Optional<ConfigFile> config;

  ImageModel(Path directory, Optional<ConfigFile> config) {
    this.directory = directory;
    this.config = config;
  }

  /** Whether a configuration is that of an image model in timm's layout. */
  static boolean isIn(Optional<ConfigFile> config) {
    return config.filter(file -> file.has(ImagePreprocessingConfig.TIMM)).isPresent();
  }

  /**
   * The encoder.
   *
   * @throws InvalidModelException if graph and configuration do not give one, or there is no such
   *     output
   */
  EncoderDraft image(GraphSignature graph, ImageOutput wanted) {
    ImagePreprocessing preprocessing = ImagePreprocessingConfig.read(directory);
    String output = output(graph, wanted);
    OptionalInt classes =
        output.equals(LOGITS)
            ? config.map(file -> file.positive("/num_classes")).orElse(OptionalInt.empty())
            : OptionalInt.empty();
    return new EncoderDraft(
        new ImageInput(preprocessing, false),
        new EncoderGraph(
            graph.file(),
            List.of(graph.pixels(preprocessing.size())),
            List.of(),
            false,
            output,
            graph.outputType(output),
            Pooling.NONE,
            output.equals(ClipTowers.IMAGE_EMBEDS)),
        Dimension.agreed(directory, graph, output, 2, classes));
  }

  private String output(GraphSignature graph, ImageOutput wanted) {
    if (wanted.preferClasses() && graph.hasOutput(LOGITS) && ClassNames.areIn(config)) {
      return LOGITS;
    }
    if (wanted.name().isPresent()) {
      String name = wanted.name().get();
      if (!graph.hasOutput(name)) {
        throw graph.invalid("has no output " + name + ", only " + graph.outputs());
      }
      return name;
    }
    return EMBEDDINGS.stream()
        .filter(graph::hasOutput)
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidModelException(
                    directory,
                    graph.file()
                        + " has none of the outputs "
                        + String.join(", ", EMBEDDINGS)
                        + ", only "
                        + graph.outputs(),
                    "name the one to take with --modelOutput"));
  }
}
