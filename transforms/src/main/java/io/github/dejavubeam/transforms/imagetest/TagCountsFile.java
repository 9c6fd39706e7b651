package io.github.dejavubeam.transforms.imagetest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.IOException;
import java.util.Map;

/**
 * Counts of tags by class as a JSON file, which other studies take in place of the shards.
 *
 * @param version of this format, 1
 * @param sizes examples of each class
 * @param counts examples by class and tag
 */
public record TagCountsFile(
    @JsonProperty(required = true) int version,
    @JsonProperty(required = true) Map<String, Long> sizes,
    @JsonProperty(required = true) Map<String, Map<String, Long>> counts) {

  /** Name of the file that a study writes. */
  public static final String NAME = "naive-bayes-counts.json";

  private static final int VERSION = 1;
  private static final long MAX_BYTES = 1L << 30;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes counts, sorted by class and tag. */
  static void write(String path, TagCounts counts) throws IOException {
    AtomicFiles.write(
        path, JSON.writeValueAsBytes(new TagCountsFile(VERSION, counts.sizes(), counts.counts())));
  }

  /**
   * Reads counts.
   *
   * @throws IOException if the file cannot be read or holds no counts
   */
  public static TagCounts read(String path) throws IOException {
    try {
      TagCountsFile file = JSON.readValue(AtomicFiles.read(path, MAX_BYTES), TagCountsFile.class);
      if (file.version() != VERSION) {
        throw new IOException(path + " is version " + file.version() + " of counts of tags");
      }
      return TagCounts.of(file.sizes(), file.counts());
    } catch (JsonProcessingException e) {
      throw new IOException(path + " holds no counts of tags: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException(path + " holds impossible counts: " + e.getMessage(), e);
    }
  }
}
