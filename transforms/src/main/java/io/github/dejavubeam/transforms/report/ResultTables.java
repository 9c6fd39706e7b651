package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private static final List<String> COMPARISON =
      List.of("model", "reference", "kind", "mode", "k", "objects");

  private ResultTables() {}

  /**
   * The tables by file name: {@code comparisons.csv}, one row a comparison, and {@code
   * most-memorized.csv}, one row a comparison, order and fraction. Their order is that of {@code
   * summary.json}.
   */
  public static Map<String, byte[]> csv(VlmSummary summary) {
    Map<String, byte[]> tables = new LinkedHashMap<>();
    tables.put("comparisons.csv", comparisons(summary));
    tables.put("most-memorized.csv", mostMemorized(summary));
    return tables;
  }

  private static byte[] comparisons(VlmSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.add("n");
    for (String gap : List.of("ppg", "prg", "aucg")) {
      header.addAll(List.of(gap, gap + "Low", gap + "High", gap + "PValue"));
    }
    header.addAll(List.of("precisionWins", "precisionLosses", "recallWins", "recallLosses"));
    header.addAll(List.of("precision", "precisionReference", "recall", "recallReference"));
    csv.row(header);
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
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
      csv.row(row);
    }
    return csv.bytes();
  }

  private static byte[] mostMemorized(VlmSummary summary) {
    Csv csv = new Csv();
    List<String> header = new ArrayList<>(COMPARISON);
    header.addAll(List.of("order", "fraction", "records", "precisionGap", "recallGap", "fGap"));
    csv.row(header);
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
      for (MemorizedGap gap : ResultOrder.gaps(result)) {
        List<String> row = comparison(result);
        row.add(gap.order().label());
        row.add(NumberText.full(gap.fraction()));
        row.add(Long.toString(gap.records()));
        row.add(NumberText.full(gap.precisionGap()));
        row.add(NumberText.full(gap.recallGap()));
        row.add(NumberText.full(gap.fGap()));
        csv.row(row);
      }
    }
    return csv.bytes();
  }

  private static List<String> comparison(ComparisonResult result) {
    Comparison comparison = result.comparison();
    List<String> row = new ArrayList<>();
    row.add(Csv.fromData(comparison.model()));
    row.add(Csv.fromData(comparison.reference()));
    row.add(comparison.kind().label());
    row.add(comparison.mode().label());
    row.add(Integer.toString(comparison.k()));
    row.add(comparison.objects());
    return row;
  }

  private static void addEstimate(List<String> row, Estimate estimate) {
    row.add(NumberText.full(estimate.value()));
    row.add(NumberText.full(estimate.low()));
    row.add(NumberText.full(estimate.high()));
    row.add(NumberText.full(estimate.pValue()));
  }
}
