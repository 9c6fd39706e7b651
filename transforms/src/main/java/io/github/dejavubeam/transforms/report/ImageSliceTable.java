package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.DejaVuSlice;
import io.github.dejavubeam.schemas.Estimate;
import java.util.ArrayList;
import java.util.List;

/** {@code slices.csv} of an image study: its scores over some of the examples. */
final class ImageSliceTable {

  private static final List<String> SCORES = List.of("top1", "top5");

  private ImageSliceTable() {}

  /** A row for every model, reference and slice; p-values are adjusted for those of all rows. */
  static byte[] csv(List<DejaVuSlice> slices) {
    Csv csv = new Csv();
    List<String> header =
        new ArrayList<>(List.of("model", "reference", "kind", "slice", "value", "n"));
    for (String score : SCORES) {
      ResultTables.addEstimate(header, score);
      header.add(score + "PAdjusted");
    }
    header.add("nControl");
    for (String score : SCORES) {
      ResultTables.addEstimate(header, score + "Difference");
      header.add(score + "DifferencePAdjusted");
    }
    csv.row(header);
    double[] adjusted = ResultTables.adjusted(slices, ImageSliceTable::scores);
    double[] adjustedDifferences = ResultTables.adjusted(slices, ImageSliceTable::differences);
    int at = 0;
    for (DejaVuSlice slice : slices) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  Csv.fromData(slice.model()),
                  Csv.fromData(slice.reference()),
                  slice.kind().label(),
                  slice.slice().kind().label(),
                  Csv.fromData(slice.slice().value()),
                  Long.toString(slice.n())));
      add(row, scores(slice), adjusted, at);
      row.add(slice.control() == null ? "" : Long.toString(slice.control().n()));
      add(row, differences(slice), adjustedDifferences, at);
      at += SCORES.size();
      csv.row(row);
    }
    return csv.bytes();
  }

  private static void add(List<String> row, List<Estimate> scores, double[] adjusted, int at) {
    for (int i = 0; i < scores.size(); i++) {
      ResultTables.addEstimate(row, scores.get(i));
      row.add(NumberText.full(adjusted[at + i]));
    }
  }

  private static List<Estimate> scores(DejaVuSlice slice) {
    return List.of(slice.top1(), slice.top5());
  }

  private static List<Estimate> differences(DejaVuSlice slice) {
    DejaVuSlice.Control control = slice.control();
    return control == null
        ? List.of(ResultTables.UNMEASURED, ResultTables.UNMEASURED)
        : List.of(control.top1Difference(), control.top5Difference());
  }
}
