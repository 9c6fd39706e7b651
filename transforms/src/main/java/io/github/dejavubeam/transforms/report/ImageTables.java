package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.PredictorResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of {@code tables/} of an image study; what {@link ResultTables} says holds. */
public final class ImageTables {

  private ImageTables() {}

  /**
   * The tables by file name: {@code predictors.csv}; {@code deja-vu.csv} with the numbers of
   * examples in the quadrants; {@code sweep.csv}, accuracies over shares of the most confident
   * examples; {@code agreement.csv}; {@code classes.csv}, what each reference gets right of each
   * class; {@code memorization-confidence.csv}, a row a bin.
   *
   * @param sweep the shares of {@code sweep.csv}
   */
  public static Map<String, byte[]> csv(ImageSummary summary, List<Double> sweep) {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    tables.put("predictors.csv", predictors(summary));
    tables.put("deja-vu.csv", dejaVu(summary));
    tables.put("sweep.csv", sweep(summary, sweep));
    tables.put("agreement.csv", agreement(summary.correlation()));
    tables.put("classes.csv", classes(summary.correlation()));
    tables.put("memorization-confidence.csv", confidence(summary));
    return tables;
  }

  private static byte[] predictors(ImageSummary summary) {
    Csv csv = new Csv();
    csv.row(List.of("name", "kind", "k", "n", "top1", "top5"));
    for (PredictorResult predictor : summary.predictors()) {
      csv.row(
          List.of(
              Csv.fromData(predictor.name()),
              predictor.kind().label(),
              predictor.k() == 0 ? "" : Integer.toString(predictor.k()),
              Long.toString(predictor.n()),
              NumberText.full(predictor.top1()),
              NumberText.full(predictor.top5())));
    }
    return csv.bytes();
  }

  private static byte[] dejaVu(ImageSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(List.of("model", "reference", "kind", "n"));
    for (String score : List.of("top1", "top5")) {
      header.addAll(List.of(score, score + "Low", score + "High", score + "PValue"));
    }
    header.addAll(List.of("memorized", "correlated", "misrepresented", "unassociated"));
    csv.row(header);
    for (DejaVuResult result : summary.dejaVu()) {
      List<String> row =
          new ArrayList<>(
              List.of(
                  Csv.fromData(result.model()),
                  Csv.fromData(result.reference()),
                  result.kind().label(),
                  Long.toString(result.n())));
      for (Estimate score : List.of(result.top1(), result.top5())) {
        row.add(NumberText.full(score.value()));
        row.add(NumberText.full(score.low()));
        row.add(NumberText.full(score.high()));
        row.add(NumberText.full(score.pValue()));
      }
      row.add(Long.toString(result.memorized()));
      row.add(Long.toString(result.correlated()));
      row.add(Long.toString(result.misrepresented()));
      row.add(Long.toString(result.unassociated()));
      csv.row(row);
    }
    return csv.bytes();
  }

  private static byte[] sweep(ImageSummary summary, List<Double> sweep) {
    Csv csv = new Csv();
    csv.row(List.of("name", "fraction", "n", "top1", "top5"));
    for (PredictorResult predictor : summary.predictors()) {
      for (double fraction : sweep) {
        for (ConfidentAccuracy accuracy : predictor.confident()) {
          if (accuracy.fraction() == fraction) {
            csv.row(
                List.of(
                    Csv.fromData(predictor.name()),
                    NumberText.full(fraction),
                    Long.toString(accuracy.n()),
                    NumberText.full(accuracy.top1()),
                    NumberText.full(accuracy.top5())));
          }
        }
      }
    }
    return csv.bytes();
  }

  private static byte[] agreement(CorrelationResult correlation) {
    Csv csv = new Csv();
    csv.row(List.of("reference", "other", "agreement"));
    for (int i = 0; i < correlation.references().size(); i++) {
      for (int j = 0; j < correlation.references().size(); j++) {
        csv.row(
            List.of(
                Csv.fromData(correlation.references().get(i).name()),
                Csv.fromData(correlation.references().get(j).name()),
                NumberText.full(correlation.agreement().get(i).get(j))));
      }
    }
    return csv.bytes();
  }

  private static byte[] classes(CorrelationResult correlation) {
    Csv csv = new Csv();
    csv.row(List.of("label", "n", "reference", "correct", "share"));
    for (CorrelationResult.ClassResult result : correlation.classes()) {
      for (int i = 0; i < correlation.references().size(); i++) {
        csv.row(
            List.of(
                Csv.fromData(result.label()),
                Long.toString(result.n()),
                Csv.fromData(correlation.references().get(i).name()),
                Long.toString(result.correct().get(i)),
                NumberText.full(result.share(i))));
      }
    }
    return csv.bytes();
  }

  private static byte[] confidence(ImageSummary summary) {
    Csv csv = new Csv();
    csv.row(List.of("model", "reference", "from", "n"));
    for (DejaVuResult result : summary.dejaVu()) {
      for (DejaVuResult.Bin bin : result.confidence()) {
        csv.row(
            List.of(
                Csv.fromData(result.model()),
                Csv.fromData(result.reference()),
                NumberText.full(bin.from()),
                Long.toString(bin.n())));
      }
    }
    return csv.bytes();
  }
}
