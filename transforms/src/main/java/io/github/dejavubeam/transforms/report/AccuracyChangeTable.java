package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.schemas.AccuracyChange.Confident;
import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import io.github.dejavubeam.schemas.AccuracyChange.Shares;
import io.github.dejavubeam.schemas.ChangeResult;
import java.util.ArrayList;
import java.util.List;

/** {@code comparison.csv} of two image studies. */
final class AccuracyChangeTable {

  private AccuracyChangeTable() {}

  /**
   * A row for every accuracy and share of the most confident examples, all examples first; then
   * those of the scores. P-values are adjusted for the others of the same kind and share.
   */
  static byte[] csv(List<AccuracyChange> accuracies, List<AccuracyChange> scores) {
    Csv csv = new Csv();
    List<String> header =
        new ArrayList<>(
            List.of("measure", "predictor", "predictorSecond", "reference", "referenceSecond"));
    header.addAll(List.of("kind", "fraction", "nFirst", "nSecond", "shared"));
    for (String best : List.of("top1", "top5")) {
      header.addAll(List.of(best + "First", best + "Second"));
      ResultTables.addEstimate(header, best + "Difference");
      header.add(best + "DifferencePAdjusted");
    }
    csv.row(header);
    rows(csv, "accuracy", accuracies);
    rows(csv, "deja-vu", scores);
    return csv.bytes();
  }

  /** Both values of a change without their intervals. */
  static Shares values(ChangeResult.Change change) {
    return new Shares(change.first().value(), change.second().value(), change.difference());
  }

  private static void rows(Csv csv, String measure, List<AccuracyChange> changes) {
    rows(csv, measure, changes, changes.stream().map(AccuracyChangeTable::ofAll).toList());
    int fractions = changes.isEmpty() ? 0 : changes.get(0).confident().size();
    for (int i = 0; i < fractions; i++) {
      int fraction = i;
      rows(
          csv,
          measure,
          changes,
          changes.stream().map(change -> change.confident().get(fraction)).toList());
    }
  }

  private static Confident ofAll(AccuracyChange change) {
    return new Confident(
        1, change.nFirst(), change.nSecond(), values(change.top1()), values(change.top5()));
  }

  private static void rows(
      Csv csv, String measure, List<AccuracyChange> changes, List<Confident> shares) {
    double[] adjusted =
        ResultTables.adjusted(
            shares, share -> List.of(share.top1().difference(), share.top5().difference()));
    for (int i = 0; i < changes.size(); i++) {
      AccuracyChange change = changes.get(i);
      Confident share = shares.get(i);
      Measured first = change.first();
      Measured second = change.second();
      List<String> row = new ArrayList<>();
      row.add(measure);
      row.add(Csv.fromData(first.predictor()));
      row.add(Csv.fromData(second.predictor()));
      row.add(first.reference() == null ? "" : Csv.fromData(first.reference()));
      row.add(second.reference() == null ? "" : Csv.fromData(second.reference()));
      row.add(first.kind());
      row.add(NumberText.full(share.fraction()));
      row.add(Long.toString(share.nFirst()));
      row.add(Long.toString(share.nSecond()));
      row.add(Long.toString(change.shared()));
      add(row, share.top1(), adjusted[2 * i]);
      add(row, share.top5(), adjusted[2 * i + 1]);
      csv.row(row);
    }
  }

  private static void add(List<String> row, Shares shares, double adjusted) {
    row.add(NumberText.full(shares.first()));
    row.add(NumberText.full(shares.second()));
    ResultTables.addEstimate(row, shares.difference());
    row.add(NumberText.full(adjusted));
  }
}
