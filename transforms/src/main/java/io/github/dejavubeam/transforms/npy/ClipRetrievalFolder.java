package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.VectorType;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * A folder in the layout of clip-retrieval: the vectors of one model in {@code
 * img_emb/img_emb_N.npy} and {@code text_emb/text_emb_N.npy}, what is known of their examples in
 * {@code metadata/metadata_N.parquet}, row by row.
 *
 * @param root path without a trailing separator
 * @param images paths of files of images' vectors by N
 * @param texts likewise of captions
 * @param metadata likewise of tables
 */
public record ClipRetrievalFolder(
    String root,
    TreeMap<String, String> images,
    TreeMap<String, String> texts,
    TreeMap<String, String> metadata) {

  /**
   * The folder at that path, if it is one.
   *
   * @throws IOException if the file system fails
   */
  public static Optional<ClipRetrievalFolder> of(String root) throws IOException {
    TreeMap<String, String> images = files(root, "img_emb", ".npy");
    TreeMap<String, String> texts = files(root, "text_emb", ".npy");
    if (images.isEmpty() && texts.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ClipRetrievalFolder(root, images, texts, files(root, "metadata", ".parquet")));
  }

  private static TreeMap<String, String> files(String root, String kind, String ending)
      throws IOException {
    String prefix = kind + "_";
    TreeMap<String, String> files = new TreeMap<>();
    String pattern = root + "/" + kind + "/" + prefix + "*" + ending;
    for (Metadata file : FileSystems.match(pattern, EmptyMatchTreatment.ALLOW).metadata()) {
      String name = file.resourceId().getFilename();
      String number = name.substring(prefix.length(), name.length() - ending.length());
      if (number.matches("[A-Za-z0-9-]{1,50}")) {
        files.put(number, file.resourceId().toString());
      }
    }
    return files;
  }

  /** Files of vectors by N, of images or of captions; none where there are none. */
  public TreeMap<String, String> vectors(boolean ofImages) {
    return ofImages ? images : texts;
  }

  /**
   * What the first file of vectors holds.
   *
   * @throws IOException if the file system fails
   * @throws BadNpyException if it cannot be used
   */
  public Contents contents(boolean ofImages) throws IOException, BadNpyException {
    try (NpyReader first = new NpyReader(vectors(ofImages).firstEntry().getValue())) {
      return new Contents(first.header().dimension(), first.header().type());
    }
  }

  /** Names N of files of vectors that have no table. */
  public List<String> withoutMetadata(boolean ofImages) {
    return vectors(ofImages).keySet().stream()
        .filter(number -> !metadata.containsKey(number))
        .toList();
  }

  /**
   * What files of vectors hold.
   *
   * @param dimension components of a vector
   * @param type of a component
   */
  public record Contents(int dimension, VectorType type) {}
}
