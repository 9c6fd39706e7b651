package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.LeakResult;
import io.github.dejavubeam.schemas.RecallShare;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.schemas.VlmSummary;
import io.github.dejavubeam.transforms.metrics.BenjaminiHochberg;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The files of {@code tables/}: the results as comma-separated values in UTF-8, for spreadsheets
 * and data frames.
 *
 * <p>Numbers have full precision; a number that is not finite is an empty cell. Quoting is that of
 * RFC 4180. The names of models and references come from outside: where one begins with {@code = +
 * - @}, a tab or a line break, an apostrophe is put before it, so that no spreadsheet runs it as a
 * formula.
 */
public final class ResultTables {

  static final List<String> COMPARISON =
      List.of("model", "reference", "kind", "mode", "k", "objects");

  static final List<String> GAPS = List.of("ppg", "prg", "aucg");

  static final Estimate UNMEASURED = Estimate.of(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private ResultTables() {}

  /**
   * The tables by file name: {@code comparisons.csv}, one row a comparison; {@code
   * most-memorized.csv}, one row a comparison, order and fraction; {@code curves.csv}, the same at
   * the fractions that are plotted; {@code recall.csv}, the shares of the examples on which model
   * and reference have at least a recall; where there is a control set {@code control.csv}, one row
   * a comparison, and {@code shift.csv}, one row a test of whether it is drawn like the target; and
   * where examples leak {@code leaks.csv}, two rows a comparison. Their order is that of {@code
   * summary.json}.
   *
   * <p>The column {@code ...PAdjusted} of a p-value adjusts it for the many that stand in the same
   * table and ask the same, see {@link BenjaminiHochberg}.
   */
  public static Map<String, byte[]> csv(VlmSummary summary) {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    tables.put("comparisons.csv", comparisons(summary));
    tables.put("most-memorized.csv", MemorizedTables.mostMemorized(summary));
    tables.put("curves.csv", MemorizedTables.curves(summary));
    tables.put("recall.csv", recall(summary));
    if (summary.control() != null) {
      tables.put("control.csv", control(summary));
    }
    if (summary.shift() != null) {
      tables.put("shift.csv", shift(summary.shift()));
    }
    if (!summary.slices().isEmpty()) {
      tables.put("slices.csv", slices(summary.slices()));
    }
    if (summary.comparisons().stream().anyMatch(result -> result.leaks() != null)) {
      tables.put("leaks.csv", leaks(summary));
    }
    return tables;
  }

  private static byte[] comparisons(VlmSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.add("n");
    GAPS.forEach(gap -> addEstimate(header, gap));
    header.addAll(List.of("precisionWins", "precisionLosses", "recallWins", "recallLosses"));
    header.addAll(List.of("precision", "precisionReference", "recall", "recallReference"));
    GAPS.forEach(gap -> header.add(gap + "PAdjusted"));
    csv.row(header);
    List<ComparisonResult> results = ResultOrder.comparisons(summary);
    double[] adjusted = adjusted(results, ResultTables::gaps);
    int at = 0;
    for (ComparisonResult result : results) {
      List<String> row = comparison(result);
      row.add(Long.toString(result.n()));
      addEstimate(row, result.ppg());
      addEstimate(row, result.prg());
      addEstimate(row, result.aucg());
      row.add(Long.toString(result.precisionWins()));
      row.add(Long.toString(result.precisionLosses()));
      row.add(Long.toString(result.recallWins()));
      row.add(Long.toString(result.recallLosses()));
      row.add(NumberText.full(result.modelPrecision()));
      row.add(NumberText.full(result.referencePrecision()));
      row.add(NumberText.full(result.modelRecall()));
      row.add(NumberText.full(result.referenceRecall()));
      for (int gap = 0; gap < GAPS.size(); gap++) {
        row.add(NumberText.full(adjusted[at++]));
      }
      csv.row(row);
    }
    return csv.bytes();
  }

  private static byte[] control(VlmSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.addAll(List.of("n", "nControl"));
    for (String gap : GAPS) {
      header.add(gap);
      addEstimate(header, gap + "Control");
      addEstimate(header, gap + "Difference");
      header.add(gap + "DifferencePAdjusted");
    }
    csv.row(header);
    List<ComparisonResult> results = ResultOrder.comparisons(summary);
    double[] adjusted = adjusted(results, result -> differences(result));
    int at = 0;
    for (ComparisonResult result : results) {
      ControlResult control = result.control();
      List<String> row = comparison(result);
      row.add(Long.toString(result.n()));
      row.add(Long.toString(control.n()));
      List<Estimate> controls = List.of(control.ppg(), control.prg(), control.aucg());
      for (int gap = 0; gap < GAPS.size(); gap++) {
        row.add(NumberText.full(gaps(result).get(gap).value()));
        addEstimate(row, controls.get(gap));
        addEstimate(row, differences(result).get(gap));
        row.add(NumberText.full(adjusted[at++]));
      }
      csv.row(row);
    }
    return csv.bytes();
  }

  static byte[] shift(ShiftResult shift) {
    Csv csv = new Csv();
    csv.row(List.of("test", "reference", "mode", "statistic", "pValue"));
    csv.row(
        List.of(
            "labels",
            "",
            "",
            NumberText.full(shift.labelDistance()),
            NumberText.full(shift.labelPValue())));
    for (ShiftResult.Distances distances : shift.distances()) {
      csv.row(
          List.of(
              "distances",
              Csv.fromData(distances.reference()),
              distances.mode() == null ? "" : distances.mode().label(),
              NumberText.full(distances.statistic()),
              NumberText.full(distances.pValue())));
    }
    return csv.bytes();
  }

  private static byte[] slices(List<SliceResult> slices) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.addAll(List.of("slice", "value", "n"));
    for (String gap : GAPS) {
      addEstimate(header, gap);
      header.add(gap + "PAdjusted");
    }
    header.add("nControl");
    for (String gap : GAPS) {
      addEstimate(header, gap + "Difference");
      header.add(gap + "DifferencePAdjusted");
    }
    csv.row(header);
    double[] adjusted = adjusted(slices, slice -> gaps(slice));
    double[] adjustedDifferences = adjusted(slices, slice -> differences(slice));
    int at = 0;
    for (SliceResult slice : slices) {
      List<String> row = comparison(slice.comparison());
      row.add(slice.slice().kind().label());
      row.add(Csv.fromData(slice.slice().value()));
      row.add(Long.toString(slice.n()));
      for (int gap = 0; gap < GAPS.size(); gap++) {
        addEstimate(row, gaps(slice).get(gap));
        row.add(NumberText.full(adjusted[at + gap]));
      }
      row.add(slice.control() == null ? "" : Long.toString(slice.control().n()));
      for (int gap = 0; gap < GAPS.size(); gap++) {
        addEstimate(row, differences(slice).get(gap));
        row.add(NumberText.full(adjustedDifferences[at + gap]));
      }
      at += GAPS.size();
      csv.row(row);
    }
    return csv.bytes();
  }

  private static List<Estimate> gaps(SliceResult slice) {
    return List.of(slice.ppg(), slice.prg(), slice.aucg());
  }

  private static List<Estimate> differences(SliceResult slice) {
    SliceResult.Control control = slice.control();
    return control == null
        ? List.of(UNMEASURED, UNMEASURED, UNMEASURED)
        : List.of(control.ppgDifference(), control.prgDifference(), control.aucgDifference());
  }

  private static byte[] leaks(VlmSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.addAll(List.of("leaks", "n"));
    GAPS.forEach(gap -> addEstimate(header, gap));
    GAPS.forEach(gap -> header.add(gap + "PAdjusted"));
    csv.row(header);
    List<ComparisonResult> results =
        ResultOrder.comparisons(summary).stream().filter(each -> each.leaks() != null).toList();
    double[] with = adjusted(results, result -> gaps(result.leaks().with()));
    double[] without = adjusted(results, result -> gaps(result.leaks().without()));
    for (int i = 0; i < results.size(); i++) {
      LeakResult leaks = results.get(i).leaks();
      csv.row(leaks(results.get(i), "with", leaks.with(), with, GAPS.size() * i));
      csv.row(leaks(results.get(i), "without", leaks.without(), without, GAPS.size() * i));
    }
    return csv.bytes();
  }

  private static List<Estimate> gaps(LeakResult.Gaps gaps) {
    return List.of(gaps.ppg(), gaps.prg(), gaps.aucg());
  }

  private static List<String> leaks(
      ComparisonResult result, String leaks, LeakResult.Gaps gaps, double[] adjusted, int at) {
    List<String> row = comparison(result);
    row.addAll(List.of(leaks, Long.toString(gaps.n())));
    gaps(gaps).forEach(gap -> addEstimate(row, gap));
    for (int gap = 0; gap < GAPS.size(); gap++) {
      row.add(NumberText.full(adjusted[at + gap]));
    }
    return row;
  }

  static List<Estimate> gaps(ComparisonResult result) {
    return List.of(result.ppg(), result.prg(), result.aucg());
  }

  private static List<Estimate> differences(ComparisonResult result) {
    ControlResult control = result.control();
    return List.of(control.ppgDifference(), control.prgDifference(), control.aucgDifference());
  }

  static <T> double[] adjusted(List<T> results, Function<T, List<Estimate>> estimates) {
    return BenjaminiHochberg.adjusted(
        results.stream()
            .flatMap(result -> estimates.apply(result).stream())
            .mapToDouble(Estimate::pValue)
            .toArray());
  }

  private static byte[] recall(VlmSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.addAll(List.of("recall", "share", "shareReference"));
    csv.row(header);
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
      for (RecallShare share : result.recallShares()) {
        List<String> row = comparison(result);
        row.add(NumberText.full(share.recall()));
        row.add(NumberText.full(share.model()));
        row.add(NumberText.full(share.reference()));
        csv.row(row);
      }
    }
    return csv.bytes();
  }

  private static List<String> comparison(ComparisonResult result) {
    return comparison(result.comparison());
  }

  static List<String> comparison(Comparison comparison) {
    List<String> row = new ArrayList<>();
    row.add(Csv.fromData(comparison.model()));
    row.add(Csv.fromData(comparison.reference()));
    row.add(comparison.kind().label());
    row.add(comparison.mode().label());
    row.add(Integer.toString(comparison.k()));
    row.add(comparison.objects());
    return row;
  }

  static void addEstimate(List<String> header, String name) {
    header.addAll(List.of(name, name + "Low", name + "High", name + "PValue"));
  }

  static void addEstimate(List<String> row, Estimate estimate) {
    row.add(NumberText.full(estimate.value()));
    row.add(NumberText.full(estimate.low()));
    row.add(NumberText.full(estimate.high()));
    row.add(NumberText.full(estimate.pValue()));
  }
}
