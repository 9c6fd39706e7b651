package io.github.dejavubeam.transforms.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model in the layout in which Hugging Face hosts ONNX exports, checked in full when opened: its
 * files, the inputs and outputs of its graphs, its tokenizer, and that the graphs run.
 */
public final class ModelDirectory {

  private final String name;
  private final Path directory;
  private final String digest;
  private final List<EncoderSpec> encoders;
  private final Optional<List<String>> classes;

  private ModelDirectory(
      String name,
      Path directory,
      String digest,
      List<EncoderSpec> encoders,
      Optional<List<String>> classes) {
    this.name = name;
    this.directory = directory;
    this.digest = digest;
    this.encoders = encoders;
    this.classes = classes;
  }

  /**
   * Opens a model directory and checks it. Everything is read and every graph runs once, which
   * takes seconds for a large model.
   *
   * @param name name of the model in options and results
   * @param directory where it is; a remote one is copied first, see {@link LocalModel}
   * @throws InvalidModelException if anything is missing, broken or contradictory
   */
  public static ModelDirectory open(String name, String directory) {
    return open(name, directory, Optional.empty());
  }

  /**
   * Opens a directory as one of an image model.
   *
   * @param output which of its outputs is read; for towers of a CLIP, whose outputs are known, it
   *     must be an embedding without a name
   * @throws InvalidModelException as {@link #open(String, String)} does, or if there is no such
   *     output
   */
  public static ModelDirectory openImageModel(String name, String directory, ImageOutput output) {
    return open(name, directory, Optional.of(output));
  }

  private static ModelDirectory open(String name, String directory, Optional<ImageOutput> output) {
    Path absolute = LocalModel.of(directory);
    ModelFiles files = ModelFiles.find(absolute);
    String digest = ModelDigest.sha256(absolute, files.deciding());
    String location = LocalModel.isRemote(directory) ? directory : absolute.toString();
    ModelInspection inspection = new ModelInspection(name, location, absolute, digest, output);
    List<EncoderSpec> encoders = new ArrayList<>();
    for (String graph : files.graphs()) {
      encoders.addAll(inspection.encoders(graph));
    }
    Optional<List<String>> classes =
        encoders.stream()
            .filter(encoder -> encoder.graph().output().equals(ImageModel.LOGITS))
            .findFirst()
            .flatMap(encoder -> ClassNames.read(absolute, encoder.dimension()));
    ModelDirectory model =
        new ModelDirectory(name, absolute, digest, List.copyOf(encoders), classes);
    if (model.isVisionLanguageModel()) {
      int image = model.imageEncoder().dimension();
      int text = model.textEncoder().dimension();
      if (image != text) {
        throw new InvalidModelException(
            absolute,
            "its images have " + image + " dimensions and its texts " + text,
            "put both towers of the same export there");
      }
    }
    return model;
  }

  /** Name of the model. */
  public String name() {
    return name;
  }

  /** Where it is, as an absolute path. */
  public Path directory() {
    return directory;
  }

  /**
   * SHA-256 in hex over the files that decide an embedding: graphs with their external data,
   * tokenizer and configuration.
   */
  public String digest() {
    return digest;
  }

  /**
   * Names of the classes that the components of the image encoder's vectors stand for, which then
   * are logits; empty where it is no classifier.
   */
  public Optional<List<String>> classes() {
    return classes;
  }

  /**
   * The score from which on each class of {@link #classes} counts for a multi-label classifier,
   * {@code label_thresholds} of its configuration; empty where that states none.
   *
   * @throws InvalidModelException if there is not a number for every class
   */
  public Optional<List<Double>> thresholds() {
    return classes.flatMap(names -> ClassNames.thresholds(directory, names.size()));
  }

  /** Whether it embeds images and texts into one space. */
  public boolean isVisionLanguageModel() {
    return hasImageEncoder() && hasTextEncoder();
  }

  /** Whether it embeds images. */
  public boolean hasImageEncoder() {
    return encoder(Modality.IMAGE).isPresent();
  }

  /** Whether it embeds texts. */
  public boolean hasTextEncoder() {
    return encoder(Modality.TEXT).isPresent();
  }

  /**
   * The image encoder.
   *
   * @throws InvalidModelException if there is none
   */
  public EncoderSpec imageEncoder() {
    return encoder(Modality.IMAGE).orElseThrow(() -> lacks(Modality.IMAGE));
  }

  /**
   * The text encoder.
   *
   * @throws InvalidModelException if there is none
   */
  public EncoderSpec textEncoder() {
    return encoder(Modality.TEXT).orElseThrow(() -> lacks(Modality.TEXT));
  }

  private Optional<EncoderSpec> encoder(Modality modality) {
    return encoders.stream().filter(encoder -> encoder.modality() == modality).findFirst();
  }

  private InvalidModelException lacks(Modality modality) {
    return new InvalidModelException(
        directory,
        "has no " + modality.label() + " encoder",
        "give a model that embeds " + modality.label() + "s");
  }
}
