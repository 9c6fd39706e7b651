package io.github.dejavubeam.transforms.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out which encoders the graphs of a model directory hold, and that they work. */
final class ModelInspection {

  private static final Logger LOG = LoggerFactory.getLogger(ModelInspection.class);

  /** What ONNX Runtime's quantiser writes into its graphs. */
  private static final String QUANTISER = "onnx.quantize";

  private final String name;
  private final String location;
  private final Path directory;
  private final String digest;
  private final Optional<ConfigFile> config;
  private final Optional<ImageOutput> imageOutput;

  /**
   * An inspection.
   *
   * @param location where workers find the model
   * @param directory where it is here
   * @param imageOutput which output of a plain image model is read; where it is absent, a graph of
   *     images must be the tower of a CLIP or in timm's layout
   */
  ModelInspection(
      String name,
      String location,
      Path directory,
      String digest,
      Optional<ImageOutput> imageOutput) {
    this.name = name;
    this.location = location;
    this.directory = directory;
    this.digest = digest;
    this.imageOutput = imageOutput;
    this.config = ConfigFile.read(directory, "config.json");
  }

  /**
   * The encoders of a graph, tried once.
   *
   * @throws InvalidModelException if it holds none, or one that does not work
   */
  List<EncoderSpec> encoders(String file) {
    try (SharedResources<SharedSessions.Key, OrtSession>.Lease lease =
        SharedSessions.lease(directory, file, digest, Placement.CPU, Encoder.intraOpThreads(1))) {
      OrtSession session = lease.value();
      warnIfQuantised(file, session);
      GraphSignature graph = GraphSignature.of(directory, file, session);
      List<EncoderSpec> encoders = new ArrayList<>();
      if (graph.hasInput(GraphSignature.PIXEL_VALUES)) {
        encoders.add(spec(image(graph)));
      }
      if (graph.hasInput(GraphSignature.INPUT_IDS)) {
        encoders.add(spec(text(graph)));
      }
      if (encoders.isEmpty()) {
        throw graph.invalid("takes neither images nor texts");
      }
      encoders.forEach(encoder -> EncoderTrial.run(session, directory, encoder));
      return encoders;
    }
  }

  private EncoderSpec spec(EncoderDraft draft) {
    return EncoderSpec.of(name, location, digest, draft.dimension(), draft.input(), draft.graph());
  }

  private EncoderDraft image(GraphSignature graph) {
    boolean plain = ImageModel.isIn(config) || imageOutput.isPresent();
    return plain && !graph.hasInput(GraphSignature.INPUT_IDS)
        ? new ImageModel(directory, config).image(graph, imageOutput.orElse(ImageOutput.EMBEDDING))
        : new ClipTowers(directory, config).image(graph);
  }

  private EncoderDraft text(GraphSignature graph) {
    if (!Files.isRegularFile(directory.resolve(TextTokenizer.FILE))) {
      throw new InvalidModelException(
          directory,
          "has no " + TextTokenizer.FILE,
          "save the tokenizer of the model there (AutoTokenizer.save_pretrained)");
    }
    if (isClip(graph)) {
      ClipTowers clip = new ClipTowers(directory, config);
      return clip.text(graph, padId(clip.contextLength()));
    }
    SentenceEmbedder embedder = new SentenceEmbedder(directory, config);
    return embedder.text(graph, padId(embedder.maxLength()));
  }

  private boolean isClip(GraphSignature graph) {
    return graph.hasOutput(ClipTowers.TEXT_EMBEDS)
        || graph.hasInput(GraphSignature.PIXEL_VALUES)
        || graph.file().endsWith(ModelFiles.TEXT);
  }

  private long padId(int maxLength) {
    try (SharedResources<TextTokenizer.Key, HuggingFaceTokenizer>.Lease tokenizer =
        TextTokenizer.lease(directory, digest, maxLength)) {
      return PaddingToken.id(directory, tokenizer.value());
    }
  }

  private void warnIfQuantised(String file, OrtSession session) {
    try {
      if (session.getMetadata().getProducerName().equals(QUANTISER)) {
        LOG.warn(
            "{} of model {} is quantised: where it quantises as it runs, an embedding depends on"
                + " its batch mates and results vary with the order of the data; prefer float32",
            file,
            name);
      }
    } catch (OrtException e) {
      throw new InvalidModelException(
          directory, file + " has no metadata", "export the graph again", e);
    }
  }
}
