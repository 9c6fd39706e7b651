package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import io.github.dejavubeam.transforms.correlation.change.CompareOutcomes;
import io.github.dejavubeam.transforms.correlation.change.OutcomePlaces;
import io.github.dejavubeam.transforms.correlation.change.OutcomePlaces.Study;
import io.github.dejavubeam.transforms.imagetest.ImageStudy;
import io.github.dejavubeam.transforms.report.AccuracyChangeReport;
import io.github.dejavubeam.transforms.report.ReadOutcomes;
import io.github.dejavubeam.transforms.report.WriteChanges;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;

/** Compares two studies of {@code image}: every accuracy and déjà vu score of both. */
final class CompareImage {

  private CompareImage() {}

  /**
   * Adds the comparison to a pipeline.
   *
   * @throws UsageException if nothing of the studies goes together
   */
  static void apply(Pipeline pipeline, FinishedStudy first, FinishedStudy second, String output) {
    List<KV<Measured, Measured>> pairs = ImageMeasures.of(first).pairs(ImageMeasures.of(second));
    if (pairs.isEmpty()) {
      throw new UsageException(
          "the studies have no predictor in common: run both with the same --k, and name models"
              + " and references alike (NAME=DIRECTORY)");
    }
    OutcomePlaces places =
        new OutcomePlaces(predictors(pairs, KV::getKey), predictors(pairs, KV::getValue));
    PCollectionList.of(
            pipeline.apply(
                "ReadFirst",
                ReadOutcomes.of(first.directory(), places, Study.FIRST, first.excludesLeaks())))
        .and(
            pipeline.apply(
                "ReadSecond",
                ReadOutcomes.of(second.directory(), places, Study.SECOND, second.excludesLeaks())))
        .apply("Outcomes", Flatten.pCollections())
        .apply("CompareOutcomes", CompareOutcomes.of(places, pairs, ImageStudy.SUMMARY_FRACTIONS))
        .apply(
            "WriteChanges",
            WriteChanges.of(output, changes -> AccuracyChangeReport.files(pairs, changes)));
  }

  private static List<String> predictors(
      List<KV<Measured, Measured>> pairs, Function<KV<Measured, Measured>, Measured> study) {
    return pairs.stream()
        .map(study)
        .flatMap(measured -> Stream.of(measured.predictor(), measured.reference()))
        .filter(name -> name != null)
        .distinct()
        .toList();
  }
}
