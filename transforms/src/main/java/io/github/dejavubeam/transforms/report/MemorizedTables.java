package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Interval;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The tables of gaps on the most memorized examples, a row a comparison, order and fraction. */
final class MemorizedTables {

  private static final List<String> GAPS = List.of("precisionGap", "recallGap", "fGap");

  private static final Interval NONE = new Interval(Double.NaN, Double.NaN);

  private static final MemorizedGap.Intervals NO_INTERVALS =
      new MemorizedGap.Intervals(NONE, NONE, NONE);

  private MemorizedTables() {}

  /** {@code curves.csv}: the gaps at the fractions that are plotted. */
  static byte[] curves(VlmSummary summary) {
    Csv csv = new Csv();
    csv.row(header());
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
      for (MemorizedGap gap : ResultOrder.gaps(result.curve())) {
        csv.row(row(result, gap));
      }
    }
    return csv.bytes();
  }

  /**
   * {@code most-memorized.csv}: the gaps; where there is a control set, the control's, and the
   * differences of the two.
   */
  static byte[] mostMemorized(VlmSummary summary) {
    boolean controlled = summary.control() != null;
    Csv csv = new Csv();
    List<String> header = header();
    if (controlled) {
      header.add("recordsControl");
      for (String gap : GAPS) {
        header.addAll(List.of(gap + "Control", gap + "ControlLow", gap + "ControlHigh"));
        ResultTables.addEstimate(header, gap + "Difference");
        header.add(gap + "DifferencePAdjusted");
      }
    }
    csv.row(header);
    List<MemorizedDifference> all = new ArrayList<>();
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
      if (controlled) {
        all.addAll(ResultOrder.differences(result.control().mostMemorizedDifferences()));
      }
    }
    double[] adjusted =
        ResultTables.adjusted(
            all, each -> List.of(each.precisionGap(), each.recallGap(), each.fGap()));
    int at = 0;
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
      for (MemorizedGap gap : ResultOrder.gaps(result.mostMemorized())) {
        List<String> row = row(result, gap);
        if (controlled) {
          at = addControl(row, result.control(), gap, adjusted, at);
        }
        csv.row(row);
      }
    }
    return csv.bytes();
  }

  /** Adds what the control set has at the place of a gap, empty cells where it has nothing. */
  private static int addControl(
      List<String> row, ControlResult control, MemorizedGap gap, double[] adjusted, int at) {
    MemorizedGap other =
        control.mostMemorized().stream()
            .filter(each -> each.order() == gap.order() && each.fraction() == gap.fraction())
            .findFirst()
            .orElse(null);
    MemorizedDifference difference =
        control.mostMemorizedDifferences().stream()
            .filter(each -> each.order() == gap.order() && each.fraction() == gap.fraction())
            .findFirst()
            .orElse(null);
    if (other == null || difference == null) {
      Stream.generate(() -> "").limit(1 + 8L * GAPS.size()).forEach(row::add);
      return at;
    }
    row.add(Long.toString(other.records()));
    MemorizedGap.Intervals intervals = intervals(other);
    add(row, other.precisionGap(), intervals.precisionGap());
    ResultTables.addEstimate(row, difference.precisionGap());
    row.add(NumberText.full(adjusted[at]));
    add(row, other.recallGap(), intervals.recallGap());
    ResultTables.addEstimate(row, difference.recallGap());
    row.add(NumberText.full(adjusted[at + 1]));
    add(row, other.fGap(), intervals.fGap());
    ResultTables.addEstimate(row, difference.fGap());
    row.add(NumberText.full(adjusted[at + 2]));
    return at + GAPS.size();
  }

  private static List<String> header() {
    List<String> header = new ArrayList<>(ResultTables.COMPARISON);
    header.addAll(List.of("order", "fraction", "records"));
    header.addAll(GAPS);
    GAPS.forEach(gap -> header.addAll(List.of(gap + "Low", gap + "High")));
    return header;
  }

  private static List<String> row(ComparisonResult result, MemorizedGap gap) {
    List<String> row = ResultTables.comparison(result.comparison());
    row.add(gap.order().label());
    row.add(NumberText.full(gap.fraction()));
    row.add(Long.toString(gap.records()));
    row.add(NumberText.full(gap.precisionGap()));
    row.add(NumberText.full(gap.recallGap()));
    row.add(NumberText.full(gap.fGap()));
    MemorizedGap.Intervals intervals = intervals(gap);
    add(row, intervals.precisionGap());
    add(row, intervals.recallGap());
    add(row, intervals.fGap());
    return row;
  }

  private static MemorizedGap.Intervals intervals(MemorizedGap gap) {
    return gap.intervals() == null ? NO_INTERVALS : gap.intervals();
  }

  private static void add(List<String> row, double value, Interval interval) {
    row.add(NumberText.full(value));
    add(row, interval);
  }

  private static void add(List<String> row, Interval interval) {
    row.add(NumberText.full(interval.low()));
    row.add(NumberText.full(interval.high()));
  }
}
