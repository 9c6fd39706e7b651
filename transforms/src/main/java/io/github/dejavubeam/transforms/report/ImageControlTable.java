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
   * A row for every model, reference and share of the most confident examples, all examples first;
   * p-values are adjusted for all of the table. There must be a control set.
   */
  static byte[] csv(ImageSummary summary) {
    List<DejaVuDifference.Confident> all = new ArrayList<>();
    summary.dejaVu().forEach(result -> all.addAll(descending(result)));
    double[] adjusted =
        ResultTables.adjusted(all, difference -> List.of(difference.top1(), difference.top5()));
    Csv csv = new Csv();
    List<String> header =
        new ArrayList<>(List.of("model", "reference", "kind", "fraction", "n", "nControl"));
    for (String score : List.of("top1", "top5")) {
      header.addAll(List.of(score, score + "Control"));
      ResultTables.addEstimate(header, score + "Difference");
      header.add(score + "DifferencePAdjusted");
    }
    csv.row(header);
    int at = 0;
    for (int i = 0; i < summary.dejaVu().size(); i++) {
      DejaVuResult target = summary.dejaVu().get(i);
      DejaVuResult control = summary.control().dejaVu().get(i);
      for (DejaVuDifference.Confident difference : descending(target)) {
        double fraction = difference.fraction();
        List<String> row =
            new ArrayList<>(
                List.of(
                    Csv.fromData(target.model()),
                    Csv.fromData(target.reference()),
                    target.kind().label(),
                    NumberText.full(fraction),
                    examples(summary, fraction),
                    examples(summary.control(), fraction)));
        row.add(NumberText.full(at(target, fraction).top1()));
        row.add(NumberText.full(at(control, fraction).top1()));
        ResultTables.addEstimate(row, difference.top1());
        row.add(NumberText.full(adjusted[at++]));
        row.add(NumberText.full(at(target, fraction).top5()));
        row.add(NumberText.full(at(control, fraction).top5()));
        ResultTables.addEstimate(row, difference.top5());
        row.add(NumberText.full(adjusted[at++]));
        csv.row(row);
      }
    }
    return csv.bytes();
  }

  private static List<DejaVuDifference.Confident> descending(DejaVuResult result) {
    return result.difference().confident().stream()
        .sorted(Comparator.comparingDouble(DejaVuDifference.Confident::fraction).reversed())
        .toList();
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
