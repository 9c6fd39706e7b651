package io.github.dejavubeam.transforms.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Names of a classifier's classes: timm's {@code label_names} or transformers' {@code id2label}.
 */
final class ClassNames {

  private static final String TIMM = "/label_names";
  private static final String TRANSFORMERS = "/id2label";
  private static final String THRESHOLDS = "/label_thresholds";

  private ClassNames() {}

  /** Whether a configuration names classes. */
  static boolean areIn(Optional<ConfigFile> config) {
    return config.filter(file -> file.has(TIMM) || file.has(TRANSFORMERS)).isPresent();
  }

  /**
   * The names by number, if {@code config.json} has them.
   *
   * @param count how many there must be
   * @throws InvalidModelException if there are more or fewer, one is no text, or two are the same
   */
  static Optional<List<String>> read(Path directory, int count) {
    Optional<ConfigFile> config =
        ConfigFile.read(directory, ImagePreprocessingConfig.CONFIG_FILE)
            .filter(file -> areIn(Optional.of(file)));
    return config.map(file -> read(file, file.has(TIMM) ? TIMM : TRANSFORMERS, count));
  }

  private static List<String> read(ConfigFile config, String pointer, int count) {
    JsonNode node = config.at(pointer);
    if (node.size() != count) {
      throw config.invalid(
          pointer + " names " + node.size() + " classes, but the graph gives " + count);
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      JsonNode name = node.isArray() ? node.path(i) : node.path(Integer.toString(i));
      if (!name.isTextual()) {
        throw config.invalid(pointer + " has no name for class " + i);
      }
      names.add(name.textValue());
    }
    if (new HashSet<>(names).size() < count) {
      throw config.invalid(pointer + " gives two classes one name");
    }
    return List.copyOf(names);
  }

  /**
   * The thresholds by number, if {@code config.json} has them.
   *
   * @throws InvalidModelException if there are more or fewer, or one is no number from 0 to 1
   */
  static Optional<List<Double>> thresholds(Path directory, int count) {
    return ConfigFile.read(directory, ImagePreprocessingConfig.CONFIG_FILE)
        .filter(config -> config.has(THRESHOLDS))
        .map(config -> thresholds(config, count));
  }

  private static List<Double> thresholds(ConfigFile config, int count) {
    List<Double> thresholds = new ArrayList<>();
    for (JsonNode threshold : config.at(THRESHOLDS)) {
      if (!(threshold.isNumber() && threshold.asDouble() >= 0 && threshold.asDouble() <= 1)) {
        throw config.invalid(THRESHOLDS + " holds " + threshold + ", not a number from 0 to 1");
      }
      thresholds.add(threshold.asDouble());
    }
    if (thresholds.size() != count) {
      throw config.invalid(
          THRESHOLDS + " has " + thresholds.size() + " numbers for " + count + " labels");
    }
    return thresholds;
  }
}
