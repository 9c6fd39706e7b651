package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.DejaVuDifference;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.PredictorResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code control.csv} of an image study: its scores beside those on the control set. */
final class ImageControlTable {

  private ImageControlTable() {}

  /**
   * A row for every share of the most confident examples, all examples first, and every model and
   * reference; p-values are adjusted for the others of the same share. There must be a control set.
   */
  static byte[] csv(ImageSummary summary) {
    Csv csv = new Csv();
    List<String> header =
        new ArrayList<>(List.of("model", "reference", "kind", "fraction", "n", "nControl"));
    for (String score : List.of("top1", "top5")) {
      header.addAll(List.of(score, score + "Control"));
      ResultTables.addEstimate(header, score + "Difference");
      header.add(score + "DifferencePAdjusted");
    }
    csv.row(header);
    summary.dejaVu().stream()
        .flatMap(result -> result.difference().confident().stream())
        .map(DejaVuDifference.Confident::fraction)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .forEach(fraction -> rows(csv, summary, fraction));
    return csv.bytes();
  }

  private static void rows(Csv csv, ImageSummary summary, double fraction) {
    List<DejaVuDifference.Confident> differences =
        summary.dejaVu().stream().map(result -> difference(result, fraction)).toList();
    double[] adjusted =
        ResultTables.adjusted(
            differences, difference -> List.of(difference.top1(), difference.top5()));
    for (int i = 0; i < differences.size(); i++) {
      DejaVuResult target = summary.dejaVu().get(i);
      DejaVuResult.Difference score = at(target, fraction);
      DejaVuResult.Difference control = at(summary.control().dejaVu().get(i), fraction);
      List<String> row =
          new ArrayList<>(
              List.of(
                  Csv.fromData(target.model()),
                  Csv.fromData(target.reference()),
                  target.kind().label(),
                  NumberText.full(fraction),
                  examples(summary, fraction),
                  examples(summary.control(), fraction)));
      row.add(NumberText.full(score.top1()));
      row.add(NumberText.full(control.top1()));
      ResultTables.addEstimate(row, differences.get(i).top1());
      row.add(NumberText.full(adjusted[2 * i]));
      row.add(NumberText.full(score.top5()));
      row.add(NumberText.full(control.top5()));
      ResultTables.addEstimate(row, differences.get(i).top5());
      row.add(NumberText.full(adjusted[2 * i + 1]));
      csv.row(row);
    }
  }

  private static DejaVuDifference.Confident difference(DejaVuResult result, double fraction) {
    return result.difference().confident().stream()
        .filter(difference -> difference.fraction() == fraction)
        .findFirst()
        .orElseThrow();
  }

  private static DejaVuResult.Difference at(DejaVuResult result, double fraction) {
    return result.confident().stream()
        .filter(score -> score.fraction() == fraction)
        .findFirst()
        .orElseThrow();
  }

  /** How many examples a share is; every predictor takes as many. */
  private static String examples(ImageSummary summary, double fraction) {
    return summary.predictors().stream()
        .map(PredictorResult::confident)
        .flatMap(List::stream)
        .filter(accuracy -> accuracy.fraction() == fraction)
        .findFirst()
        .map(ConfidentAccuracy::n)
        .map(n -> Long.toString(n))
        .orElse("");
  }
}
