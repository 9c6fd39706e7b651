package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.values.KV;

/**
 * A vision-language study that is complete, found in its directory.
 *
 * @param directory where it is
 * @param comparisons what it compared, in the order of its results
 */
record FinishedStudy(String directory, List<Comparison> comparisons) {

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
          directory + " holds no finished study: give the --output of a complete run of vlm");
    }
    try {
      JsonNode summary =
          new ObjectMapper().readTree(AtomicFiles.read(directory + "/summary.json", MOST_BYTES));
      if (!summary.path("test").asText().equals("vlm")) {
        throw new UsageException(
            directory + " is no study of vlm: only those can be compared with each other");
      }
      if (!exists(directory + "/examples/*.parquet")) {
        throw new UsageException(
            directory
                + " has no examples/*.parquet: run its study again, into another directory, without"
                + " --examples=false");
      }
      List<Comparison> comparisons = new ArrayList<>();
      summary.path("comparisons").forEach(json -> comparisons.add(comparison(json)));
      return new FinishedStudy(directory, comparisons);
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException(
          directory + "/summary.json cannot be read: " + e.getMessage() + ": run the study again",
          e);
    }
  }

  /** Whether any file matches; not where that cannot be found out. */
  static boolean exists(String pattern) {
    try {
      return !FileSystems.match(pattern, EmptyMatchTreatment.DISALLOW).metadata().isEmpty();
    } catch (IOException e) {
      return false;
    }
  }

  private static Comparison comparison(JsonNode json) {
    String objects = json.path("objects").asText();
    return Comparison.of(
        json.path("model").asText(),
        json.path("reference").asText(),
        json.path("kind").asText().equals(ReferenceKind.TWO_MODEL.label())
            ? ReferenceKind.TWO_MODEL
            : ReferenceKind.ONE_MODEL,
        Mode.of(json.path("mode").asText()),
        json.path("k").asInt(),
        objects.equals("all")
            ? Comparison.ALL_OBJECTS
            : Integer.parseInt(objects.substring("top-".length())));
  }

  /**
   * The comparisons of both studies that go together: of the same kind, mode, k and objects, and of
   * the same model and reference. A study's only model is the other's only one, whatever their
   * names; so is an only reference.
   */
  List<KV<Comparison, Comparison>> pairs(FinishedStudy later) {
    boolean anyModel = isOnly(Comparison::model) && later.isOnly(Comparison::model);
    boolean anyReference = isOnly(Comparison::reference) && later.isOnly(Comparison::reference);
    List<KV<Comparison, Comparison>> pairs = new ArrayList<>();
    for (Comparison first : comparisons) {
      for (Comparison second : later.comparisons) {
        if ((anyModel || first.model().equals(second.model()))
            && (anyReference || first.reference().equals(second.reference()))
            && first.kind() == second.kind()
            && first.mode() == second.mode()
            && first.k() == second.k()
            && first.objectLimit() == second.objectLimit()) {
          pairs.add(KV.of(first, second));
        }
      }
    }
    return pairs;
  }

  private boolean isOnly(Function<Comparison, String> name) {
    return comparisons.stream().map(name).distinct().count() == 1;
  }
}
