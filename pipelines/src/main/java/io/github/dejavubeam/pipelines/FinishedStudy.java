package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.IOException;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;

/**
 * A study that is complete, found in its directory.
 *
 * @param directory where it is
 * @param test {@link #VLM} or {@link #IMAGE}
 * @param summary its {@code summary.json}
 */
record FinishedStudy(String directory, String test, JsonNode summary) {

  static final String VLM = "vlm";
  static final String IMAGE = "image";

  private static final long MOST_BYTES = 64L << 20;

  /**
   * The study of a directory.
   *
   * @throws UsageException if there is none that can be compared, naming the mend
   */
  static FinishedStudy of(String path) {
    String directory = OutputPath.of(path);
    if (!exists(directory + "/manifest.json")) {
      throw new UsageException(
          directory
              + " holds no finished study: give the --output of a complete run of vlm or image");
    }
    FinishedStudy study = new FinishedStudy(directory, "", read(directory));
    String test = study.summary.path("test").asText();
    if (!Set.of(VLM, IMAGE).contains(test)) {
      throw new UsageException(
          directory + " is no study of vlm or image: only those can be compared");
    }
    if (!exists(directory + "/examples/*.parquet")) {
      throw new UsageException(
          directory
              + " has no examples/*.parquet: run its study again, into another directory, without"
              + " --examples=false");
    }
    FinishedStudy known = new FinishedStudy(directory, test, study.summary);
    if (known.excludesLeaks() && !exists(directory + "/leaks/*.parquet")) {
      throw new UsageException(
          directory
              + " has no leaks/*.parquet, which tell the examples that it excluded: give the directory"
              + " as the study left it, or run its study again");
    }
    return known;
  }

  private static JsonNode read(String directory) {
    try {
      return new ObjectMapper().readTree(AtomicFiles.read(directory + "/summary.json", MOST_BYTES));
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** Whether its results are without the target examples that leak. */
  boolean excludesLeaks() {
    return summary.at("/counts/leaks/excluded").asLong() > 0;
  }

  /** That the summary is not as the program writes it. */
  UsageException unreadable(Exception cause) {
    return unreadable(directory, cause);
  }

  private static UsageException unreadable(String directory, Exception cause) {
    return new UsageException(
        directory + "/summary.json cannot be read: " + cause.getMessage() + ": run the study again",
        cause);
  }

  /** Whether any file matches; not where that cannot be found out. */
  static boolean exists(String pattern) {
    try {
      return !FileSystems.match(pattern, EmptyMatchTreatment.DISALLOW).metadata().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }
}
