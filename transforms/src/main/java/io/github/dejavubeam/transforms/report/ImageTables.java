package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuLeaks;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.PredictorResult;
import io.github.dejavubeam.transforms.metrics.ShareInterval;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** The files of {@code tables/} of an image study; what {@link ResultTables} says holds. */
public final class ImageTables {

  private static final List<String> QUADRANTS =
      List.of("memorized", "correlated", "misrepresented", "unassociated");

  private ImageTables() {}

  /**
   * The tables by file name: {@code predictors.csv}; {@code deja-vu.csv} with the numbers of
   * examples in the quadrants, and the intervals of their shares; {@code sweep.csv}, accuracies
   * over shares of the most confident examples, and {@code deja-vu-sweep.csv}, their differences;
   * {@code agreement.csv}; {@code classes.csv}, what each reference gets right of each class;
   * {@code memorization-confidence.csv}, a row a bin. Where examples leak {@code leaks.csv}, two
   * rows a comparison. Where there are slices {@code slices.csv}. With a control set {@code
   * shift.csv} and {@code control.csv}, see {@link ImageControlTable}, and all of these of the
   * control set, as {@code control-...}. Shares have columns {@code Low} and {@code High}, the ends
   * of their {@link ShareInterval}.
   *
   * @param sweep the shares of {@code sweep.csv}
   */
  public static Map<String, byte[]> csv(ImageSummary summary, List<Double> sweep) {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    tables.put("predictors.csv", predictors(summary));
    tables.put("deja-vu.csv", dejaVu(summary));
    tables.put("sweep.csv", sweep(summary, sweep));
    tables.put("deja-vu-sweep.csv", dejaVuSweep(summary, sweep));
    tables.put("agreement.csv", agreement(summary.correlation(), scored(summary)));
    tables.put("classes.csv", classes(summary.correlation()));
    tables.put("memorization-confidence.csv", confidence(summary));
    if (summary.dejaVu().stream().anyMatch(result -> result.leaks() != null)) {
      tables.put("leaks.csv", leaks(summary));
    }
    if (!summary.slices().isEmpty()) {
      tables.put("slices.csv", ImageSliceTable.csv(summary.slices()));
    }
    if (summary.control() != null) {
      tables.put("control.csv", ImageControlTable.csv(summary));
      csv(summary.control(), sweep).forEach((name, table) -> tables.put("control-" + name, table));
    }
    if (summary.shift() != null) {
      tables.put("shift.csv", ResultTables.shift(summary.shift()));
    }
    return tables;
  }

  private static byte[] predictors(ImageSummary summary) {
    Csv csv = new Csv();
    csv.row(row(List.of("name", "kind", "k", "n"), ends("top1"), ends("top5")));
    for (PredictorResult predictor : summary.predictors()) {
      csv.row(
          row(
              List.of(
                  Csv.fromData(predictor.name()),
                  predictor.kind().label(),
                  predictor.k() == 0 ? "" : Integer.toString(predictor.k()),
                  Long.toString(predictor.n())),
              share(predictor.top1(), predictor.n()),
              share(predictor.top5(), predictor.n())));
    }
    return csv.bytes();
  }

  private static List<String> row(List<String> first, List<String> second) {
    return Stream.of(first, second).flatMap(List::stream).toList();
  }

  private static List<String> row(List<String> first, List<String> second, List<String> third) {
    return Stream.of(first, second, third).flatMap(List::stream).toList();
  }

  /** The columns of a number with an interval. */
  private static List<String> ends(String name) {
    return List.of(name, name + "Low", name + "High");
  }

  private static List<String> share(double share, long n) {
    return cells(share, ShareInterval.of(share, n));
  }

  private static List<String> cells(double value, ShareInterval interval) {
    return List.of(
        NumberText.full(value), NumberText.full(interval.low()), NumberText.full(interval.high()));
  }

  private static byte[] dejaVu(ImageSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(List.of("model", "reference", "kind", "n"));
    for (String score : List.of("top1", "top5")) {
      header.addAll(List.of(score, score + "Low", score + "High", score + "PValue"));
    }
    header.addAll(QUADRANTS);
    QUADRANTS.forEach(quadrant -> header.addAll(List.of(quadrant + "Low", quadrant + "High")));
    header.addAll(List.of("top1PAdjusted", "top5PAdjusted"));
    csv.row(header);
    double[] adjusted =
        ResultTables.adjusted(summary.dejaVu(), result -> List.of(result.top1(), result.top5()));
    int at = 0;
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
      List<Long> quadrants =
          List.of(
              result.memorized(),
              result.correlated(),
              result.misrepresented(),
              result.unassociated());
      quadrants.forEach(examples -> row.add(Long.toString(examples)));
      for (long examples : quadrants) {
        List<String> share = share((double) examples / result.n(), result.n());
        row.addAll(share.subList(1, share.size()));
      }
      row.add(NumberText.full(adjusted[at++]));
      row.add(NumberText.full(adjusted[at++]));
      csv.row(row);
    }
    return csv.bytes();
  }

  private static byte[] leaks(ImageSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(List.of("model", "reference", "kind", "leaks", "n"));
    ResultTables.addEstimate(header, "top1");
    ResultTables.addEstimate(header, "top5");
    header.addAll(List.of("top1PAdjusted", "top5PAdjusted"));
    csv.row(header);
    double[] with = adjusted(summary, DejaVuLeaks::with);
    double[] without = adjusted(summary, DejaVuLeaks::without);
    for (int i = 0; i < summary.dejaVu().size(); i++) {
      DejaVuResult result = summary.dejaVu().get(i);
      csv.row(leaks(result, "with", result.leaks().with(), with[2 * i], with[2 * i + 1]));
      csv.row(
          leaks(result, "without", result.leaks().without(), without[2 * i], without[2 * i + 1]));
    }
    return csv.bytes();
  }

  private static double[] adjusted(
      ImageSummary summary, Function<DejaVuLeaks, DejaVuLeaks.Scores> scores) {
    return ResultTables.adjusted(
        summary.dejaVu().stream().map(DejaVuResult::leaks).map(scores).toList(),
        each -> List.of(each.top1(), each.top5()));
  }

  private static List<String> leaks(
      DejaVuResult result,
      String leaks,
      DejaVuLeaks.Scores scores,
      double top1Adjusted,
      double top5Adjusted) {
    List<String> row =
        new ArrayList<>(
            List.of(
                Csv.fromData(result.model()),
                Csv.fromData(result.reference()),
                result.kind().label(),
                leaks,
                Long.toString(scores.n())));
    ResultTables.addEstimate(row, scores.top1());
    ResultTables.addEstimate(row, scores.top5());
    row.add(NumberText.full(top1Adjusted));
    row.add(NumberText.full(top5Adjusted));
    return row;
  }

  private static byte[] sweep(ImageSummary summary, List<Double> sweep) {
    Csv csv = new Csv();
    csv.row(row(List.of("name", "fraction", "n"), ends("top1"), ends("top5")));
    for (PredictorResult predictor : summary.predictors()) {
      for (double fraction : sweep) {
        for (ConfidentAccuracy accuracy : predictor.confident()) {
          if (accuracy.fraction() == fraction) {
            csv.row(
                row(
                    List.of(
                        Csv.fromData(predictor.name()),
                        NumberText.full(fraction),
                        Long.toString(accuracy.n())),
                    share(accuracy.top1(), accuracy.n()),
                    share(accuracy.top5(), accuracy.n())));
          }
        }
      }
    }
    return csv.bytes();
  }

  private static byte[] dejaVuSweep(ImageSummary summary, List<Double> sweep) {
    Map<String, PredictorResult> predictors = new HashMap<>();
    summary.predictors().forEach(predictor -> predictors.put(predictor.name(), predictor));
    Csv csv = new Csv();
    csv.row(row(List.of("model", "reference", "fraction", "n"), ends("top1"), ends("top5")));
    for (DejaVuResult result : summary.dejaVu()) {
      for (double fraction : sweep) {
        ConfidentAccuracy model = at(predictors.get(result.model()), fraction);
        ConfidentAccuracy reference = at(predictors.get(result.reference()), fraction);
        if (model != null && reference != null) {
          csv.row(
              row(
                  List.of(
                      Csv.fromData(result.model()),
                      Csv.fromData(result.reference()),
                      NumberText.full(fraction),
                      Long.toString(model.n())),
                  difference(fraction, result.top1(), model.top1(), reference.top1(), model.n()),
                  difference(fraction, result.top5(), model.top5(), reference.top5(), model.n())));
        }
      }
    }
    return csv.bytes();
  }

  @Nullable
  private static ConfidentAccuracy at(PredictorResult predictor, double fraction) {
    return predictor.confident().stream()
        .filter(accuracy -> accuracy.fraction() == fraction)
        .findFirst()
        .orElse(null);
  }

  /** Of all examples both rank the same ones, and their difference is one of pairs. */
  private static List<String> difference(
      double fraction, Estimate paired, double model, double reference, long n) {
    return fraction == 1
        ? cells(paired.value(), new ShareInterval(paired.low(), paired.high()))
        : cells(model - reference, ShareInterval.ofDifference(model, reference, n));
  }

  private static byte[] agreement(CorrelationResult correlation, long n) {
    Csv csv = new Csv();
    csv.row(row(List.of("reference", "other"), ends("agreement")));
    for (int i = 0; i < correlation.references().size(); i++) {
      for (int j = 0; j < correlation.references().size(); j++) {
        csv.row(
            row(
                List.of(
                    Csv.fromData(correlation.references().get(i).name()),
                    Csv.fromData(correlation.references().get(j).name())),
                share(correlation.agreement().get(i).get(j), n)));
      }
    }
    return csv.bytes();
  }

  private static byte[] classes(CorrelationResult correlation) {
    Csv csv = new Csv();
    csv.row(row(List.of("label", "n", "reference", "correct"), ends("share")));
    for (CorrelationResult.ClassResult result : correlation.classes()) {
      for (int i = 0; i < correlation.references().size(); i++) {
        csv.row(
            row(
                List.of(
                    Csv.fromData(result.label()),
                    Long.toString(result.n()),
                    Csv.fromData(correlation.references().get(i).name()),
                    Long.toString(result.correct().get(i))),
                share(result.share(i), result.n())));
      }
    }
    return csv.bytes();
  }

  private static long scored(ImageSummary summary) {
    return summary.predictors().get(0).n();
  }

  /**
   * {@code left-out.csv}: how many examples were left out of each split, by stage and reason.
   *
   * @param reasons numbers of examples by split, then by stage and reason with a colon between
   */
  public static byte[] leftOut(Map<String, Map<String, Long>> reasons) {
    Csv csv = new Csv();
    csv.row(List.of("split", "stage", "reason", "n"));
    reasons.forEach(
        (split, ofSplit) ->
            ofSplit.forEach(
                (reason, n) -> {
                  int colon = reason.indexOf(": ");
                  csv.row(
                      List.of(
                          split,
                          reason.substring(0, colon),
                          Csv.fromData(reason.substring(colon + 2)),
                          Long.toString(n)));
                }));
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
