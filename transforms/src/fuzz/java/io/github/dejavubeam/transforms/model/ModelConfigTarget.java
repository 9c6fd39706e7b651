package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.fuzz.FuzzTarget;
import io.github.dejavubeam.transforms.fuzz.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A configuration in a model directory that is good otherwise.
 *
 * @param directory of the model
 * @param file the configuration
 * @param seeds what may stand in it
 */
public record ModelConfigTarget(Path directory, String file, List<byte[]> seeds)
    implements FuzzTarget {

  private static final Path MODELS = Path.of("../pipelines/src/sample/models");

  /** Sorted, since all processes number their targets alike. */
  private static final Map<String, String> OF_TRANSFORMERS =
      new TreeMap<>(
          Map.of(
          "preprocessor_config.json",
          "{\"do_resize\": true, \"size\": {\"shortest_edge\": 64}, \"do_center_crop\": true,"
              + " \"crop_size\": {\"height\": 64, \"width\": 64}, \"resample\": 3, \"do_normalize\":"
              + " true, \"image_mean\": [0.5, 0.5, 0.5], \"image_std\": [0.25, 0.25, 0.25],"
              + " \"rescale_factor\": 0.00392156862745098}",
          "tokenizer_config.json",
          "{\"model_max_length\": 16, \"pad_token\": \"[PAD]\", \"padding_side\": \"right\","
              + " \"tokenizer_class\": \"CLIPTokenizer\", \"do_lower_case\": true}"));

  /** The targets: a file each, of a copy of a small model of its own in that folder. */
  public static List<FuzzTarget> in(Path folder) throws IOException {
    List<FuzzTarget> targets = new ArrayList<>();
    targets.add(of(copy("mini-clip-a", folder.resolve("open-clip")), "open_clip_config.json"));
    List<String> files = new ArrayList<>(List.of("config.json", "tokenizer.json"));
    files.addAll(OF_TRANSFORMERS.keySet());
    for (String file : files) {
      Path clip = copy("mini-clip-a", folder.resolve("clip-" + file));
      Files.delete(clip.resolve("open_clip_config.json"));
      for (Map.Entry<String, String> config : OF_TRANSFORMERS.entrySet()) {
        Files.writeString(clip.resolve(config.getKey()), config.getValue());
      }
      targets.add(of(clip, file));
    }
    targets.add(of(copy("mini-sup-a", folder.resolve("timm")), "config.json"));
    return targets;
  }

  private static FuzzTarget of(Path directory, String file) throws IOException {
    return new ModelConfigTarget(
        directory, file, List.of(Files.readAllBytes(directory.resolve(file))));
  }

  private static Path copy(String model, Path directory) throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> files = Files.list(MODELS.resolve(model))) {
      for (Path source : files.toList()) {
        Files.copy(
            source, directory.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return directory;
  }

  @Override
  public String name() {
    return "model-" + directory.getFileName();
  }

  @Override
  public boolean accepts(byte[] input) throws IOException {
    new InputFile(directory.resolve(file)).of(input);
    try {
      ModelDirectory.open("model", directory.toString());
      return true;
    } catch (InvalidModelException e) {
      return false;
    }
  }
}
