package io.github.dejavubeam.transforms.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the graphs of a model directory and the other files that decide its embeddings.
 *
 * @param graphs paths of the graphs in the directory: the image and the text tower, or one graph
 */
record ModelFiles(Path directory, List<String> graphs) {

  static final String JOINT = "model.onnx";
  static final String TEXT = "text_model.onnx";
  static final String IMAGE = "vision_model.onnx";

  private static final String ONNX = "onnx/";

  private static final Pattern EXTERNAL_DATA = Pattern.compile("[^/]*\\.onnx[_.]data(_\\d+)?");

  private static final List<String> CONFIGS =
      List.of(
          "config.json",
          ImagePreprocessingConfig.OPEN_CLIP_FILE,
          ImagePreprocessingConfig.TRANSFORMERS_FILE,
          SentenceEmbedder.MODULES_FILE,
          SentenceEmbedder.POOLING_FILE,
          SentenceEmbedder.LENGTH_FILE,
          SentenceEmbedder.PROMPTS_FILE,
          TextTokenizer.FILE,
          PaddingToken.CONFIG_FILE,
          PaddingToken.SPECIAL_TOKENS_FILE);

  /**
   * Finds the graphs, at the top or under {@code onnx/}: two towers where both are there, else one
   * graph.
   *
   * @throws InvalidModelException if there are none
   */
  static ModelFiles find(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new InvalidModelException(
          directory, "is no directory", "give the directory that holds the ONNX export");
    }
    Optional<String> text = path(directory, TEXT);
    Optional<String> image = path(directory, IMAGE);
    Optional<String> joint = path(directory, JOINT);
    List<String> towers = Stream.of(image, text).flatMap(Optional::stream).toList();
    if (towers.size() == 2 || (joint.isEmpty() && !towers.isEmpty())) {
      return new ModelFiles(directory, towers);
    }
    return new ModelFiles(
        directory,
        List.of(
            joint.orElseThrow(
                () ->
                    new InvalidModelException(
                        directory,
                        "holds no " + JOINT + ", nor " + TEXT + " and " + IMAGE,
                        "export the model to ONNX under these names, at the top or under onnx/"))));
  }

  /**
   * Whether a file decides an embedding, or may.
   *
   * @param path in the directory, with {@code /}
   */
  static boolean mayDecide(String path) {
    String name = path.startsWith(ONNX) ? path.substring(ONNX.length()) : path;
    return CONFIGS.contains(path)
        || List.of(JOINT, TEXT, IMAGE).contains(name)
        || EXTERNAL_DATA.matcher(name).matches();
  }

  /** The files that decide an embedding, as paths in the directory with {@code /}. */
  NavigableSet<String> deciding() {
    NavigableSet<String> files = new TreeSet<>(graphs);
    CONFIGS.stream()
        .filter(file -> Files.isRegularFile(directory.resolve(file)))
        .forEach(files::add);
    for (String graph : graphs) {
      String folder = graph.substring(0, graph.lastIndexOf('/') + 1);
      try (Stream<Path> siblings = Files.list(directory.resolve(folder))) {
        siblings
            .map(path -> path.getFileName().toString())
            .filter(name -> EXTERNAL_DATA.matcher(name).matches())
            .forEach(name -> files.add(folder + name));
      } catch (IOException e) {
        throw new InvalidModelException(
            directory, "cannot be listed (" + e + ")", "check its permissions", e);
      }
    }
    return files;
  }

  private static Optional<String> path(Path directory, String name) {
    return Stream.of(name, ONNX + name)
        .filter(file -> Files.isRegularFile(directory.resolve(file)))
        .findFirst();
  }
}
