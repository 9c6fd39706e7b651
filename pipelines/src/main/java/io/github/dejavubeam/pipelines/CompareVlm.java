package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.transforms.metrics.CompareStudies;
import io.github.dejavubeam.transforms.report.ChangeReport;
import io.github.dejavubeam.transforms.report.ReadScores;
import io.github.dejavubeam.transforms.report.WriteChanges;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;

/** Compares two studies of {@code vlm}: every gap of both. */
final class CompareVlm {

  private static final StudyPairs<Comparison> PAIRS =
      new StudyPairs<>(
          Comparison::model,
          Comparison::reference,
          (first, second) ->
              first.kind() == second.kind()
                  && first.mode() == second.mode()
                  && first.k() == second.k()
                  && first.objectLimit() == second.objectLimit());

  private CompareVlm() {}

  /**
   * Adds the comparison to a pipeline.
   *
   * @throws UsageException if nothing of the studies goes together
   */
  static void apply(Pipeline pipeline, FinishedStudy first, FinishedStudy second, String output) {
    List<KV<Comparison, Comparison>> pairs = PAIRS.of(comparisons(first), comparisons(second));
    if (pairs.isEmpty()) {
      throw new UsageException(
          "the studies have no comparison in common: run both with the same --k, --objects and"
              + " --mode, and name models and references alike (NAME=DIRECTORY)");
    }
    List<Comparison> ofFirst = pairs.stream().map(KV::getKey).toList();
    List<Comparison> ofSecond = pairs.stream().map(KV::getValue).toList();
    PCollection<ChangeResult> results =
        PCollectionList.of(
                pipeline.apply(
                    "ReadFirst",
                    ReadScores.of(first.directory(), ofFirst, false, first.excludesLeaks())))
            .and(
                pipeline.apply(
                    "ReadSecond",
                    ReadScores.of(second.directory(), ofSecond, true, second.excludesLeaks())))
            .apply("Scores", Flatten.pCollections())
            .apply("CompareStudies", CompareStudies.of(pairs));
    results.apply("WriteChanges", WriteChanges.of(output, ChangeReport::files));
  }

  private static List<Comparison> comparisons(FinishedStudy study) {
    try {
      List<Comparison> comparisons = new ArrayList<>();
      study.summary().path("comparisons").forEach(json -> comparisons.add(comparison(json)));
      return comparisons;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw study.unreadable(e);
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
}
