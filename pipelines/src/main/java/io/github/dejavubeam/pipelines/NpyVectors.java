package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.npy.BadNpyException;
import io.github.dejavubeam.transforms.npy.ClipRetrievalFolder;
import io.github.dejavubeam.transforms.npy.NpyPart;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vectors of a split that lie in folders of clip-retrieval's layout, one for each model.
 *
 * @param option what the user said
 * @param folders by name of the model; one without a name, the empty one, is of the only model
 */
record NpyVectors(String option, Map<String, ClipRetrievalFolder> folders) {

  /** What a manifest would say of a model whose digest nobody knows. */
  static final String UNKNOWN = "unknown";

  private static final String IMAGE = ".image";

  /**
   * The folders that an option names, {@code DIRECTORY} or {@code NAME=DIRECTORY,...}; empty where
   * it names something else.
   *
   * @throws UsageException if some are of this layout and some are not
   */
  static Optional<NpyVectors> of(String option, String value) {
    Map<String, ClipRetrievalFolder> folders = new LinkedHashMap<>();
    // A path may hold an equals sign, too, behind a slash.
    boolean named = value.matches("[^/=,]+=.*");
    String[] parts = named ? value.split(",", -1) : new String[] {value};
    for (String part : parts) {
      int equals = named ? part.indexOf('=') : -1;
      String name = equals < 0 ? "" : part.substring(0, equals);
      String root = OutputPath.of(part.substring(equals + 1));
      try {
        Optional<ClipRetrievalFolder> folder = ClipRetrievalFolder.of(root);
        if (folder.isEmpty() && equals < 0) {
          return Optional.empty();
        }
        if (folder.isEmpty() || folders.put(name, folder.get()) != null) {
          throw new UsageException(
              "%s: %s holds no img_emb/img_emb_*.npy and no text_emb/text_emb_*.npy, or is the second of its name"
                  .formatted(option, root));
        }
      } catch (IOException e) {
        throw new UsageException(option + ": " + e.getMessage(), e);
      }
    }
    return Optional.of(new NpyVectors(option, folders));
  }

  /** Whether the vectors of a model are of images, too. */
  boolean hasImages(String model) {
    ClipRetrievalFolder folder = folders.getOrDefault(model, folders.get(""));
    return folder != null && !folder.images().isEmpty();
  }

  /**
   * What the vectors of an encoder are.
   *
   * @throws UsageException if there are none, or they cannot be used
   */
  ClipRetrievalFolder.Contents contents(String encoder) {
    boolean ofImages = encoder.endsWith(IMAGE);
    ClipRetrievalFolder folder = folder(encoder);
    if (folder.vectors(ofImages).isEmpty()) {
      throw new UsageException(
          "%s: %s has no vectors of %s, as %s needs"
              .formatted(option, folder.root(), ofImages ? "images" : "captions", encoder));
    }
    List<String> lonely = folder.withoutMetadata(ofImages);
    if (!lonely.isEmpty()) {
      throw new UsageException(
          "%s: there is no %s/metadata/metadata_%s.parquet, which says whose vectors they are"
              .formatted(option, folder.root(), lonely.get(0)));
    }
    try {
      return folder.contents(ofImages);
    } catch (IOException | BadNpyException e) {
      throw new UsageException(option + ": " + e.getMessage(), e);
    }
  }

  /**
   * The parts to convert, each with a file of every encoder.
   *
   * @throws UsageException if encoders have not the same parts
   */
  List<NpyPart> parts(List<String> encoders) {
    List<NpyPart> parts = new ArrayList<>();
    Iterable<String> numbers = vectors(encoders.get(0)).keySet();
    for (String number : numbers) {
      ArrayList<NpyPart.Source> sources = new ArrayList<>();
      for (String encoder : encoders) {
        String path = vectors(encoder).get(number);
        if (path == null || vectors(encoder).size() != vectors(encoders.get(0)).size()) {
          throw new UsageException(
              "%s: %s and %s have not the same numbers of files: all vectors must be of the same examples"
                  .formatted(option, encoders.get(0), encoder));
        }
        sources.add(new NpyPart.Source(encoder, path, folder(encoder).metadata().get(number)));
      }
      parts.add(new NpyPart(number, sources));
    }
    return parts;
  }

  private Map<String, String> vectors(String encoder) {
    return folder(encoder).vectors(encoder.endsWith(IMAGE));
  }

  private ClipRetrievalFolder folder(String encoder) {
    String model = encoder.substring(0, encoder.lastIndexOf('.'));
    ClipRetrievalFolder folder = folders.getOrDefault(model, folders.get(""));
    if (folder == null) {
      throw new UsageException(option + " names no directory for " + model);
    }
    return folder;
  }

  /**
   * Checks that a folder without a name is of one model.
   *
   * @throws UsageException if encoders of more want it
   */
  void requireNames(List<String> encoders) {
    List<String> unnamed =
        encoders.stream()
            .map(encoder -> encoder.substring(0, encoder.lastIndexOf('.')))
            .distinct()
            .filter(model -> !folders.containsKey(model))
            .toList();
    if (unnamed.size() > 1) {
      throw new UsageException(
          "%s holds vectors of one model, but %s are wanted: give %s=DIRECTORY,%s=DIRECTORY"
              .formatted(option, String.join(" and ", unnamed), unnamed.get(0), unnamed.get(1)));
    }
  }
}
