package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.Interval;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedGap.Intervals;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.Nullable;

/** The tables of {@code report.html}. */
final class ReportTables {

  private ReportTables() {}

  /** The paper's table: PPG and PRG by k and choice of objects. */
  static String gaps(VlmSummary summary) {
    return gaps(
        summary,
        "gaps",
        "PPG and PRG by number of neighbours k and choice of predicted objects.",
        ComparisonResult::ppg,
        ComparisonResult::prg);
  }

  /** The same of the differences between target and control; there must be a control set. */
  static String differences(VlmSummary summary) {
    return gaps(
        summary,
        "differences",
        "PPG and PRG on the target set less those on the control set.",
        result -> result.control().ppgDifference(),
        result -> result.control().prgDifference());
  }

  private static String gaps(
      VlmSummary summary,
      String id,
      String caption,
      Function<ComparisonResult, Estimate> precision,
      Function<ComparisonResult, Estimate> recall) {
    List<Comparison> choices = ComparisonGroup.objectChoices(summary);
    List<String> headers = new ArrayList<>(List.of("k"));
    for (Comparison choice : choices) {
      headers.add("PPG<br>" + choice.objects());
      headers.add("PRG<br>" + choice.objects());
    }
    HtmlTable table = new HtmlTable(id, caption + " * the 95&nbsp;% interval excludes 0.", headers);
    for (ComparisonGroup group : ComparisonGroup.of(summary)) {
      table.group(title(group));
      for (int k : group.ks()) {
        List<String> cells = new ArrayList<>();
        for (Comparison choice : choices) {
          Optional<ComparisonResult> result = group.at(k, choice.objectLimit());
          cells.add(result.map(precision).map(ReportTables::marked).orElse(""));
          cells.add(result.map(recall).map(ReportTables::marked).orElse(""));
        }
        table.row(Integer.toString(k), cells);
      }
      table.endGroup();
    }
    return table.html();
  }

  /** Every population number with its interval and p-values. */
  static String intervals(VlmSummary summary) {
    Map<Comparison, Integer> places = new HashMap<>();
    List<ComparisonResult> results = ResultOrder.comparisons(summary);
    results.forEach(
        result -> places.put(result.comparison(), ResultTables.GAPS.size() * places.size()));
    double[] adjusted = ResultTables.adjusted(results, ResultTables::gaps);
    HtmlTable table =
        new HtmlTable(
            "intervals",
            "Every comparison: gap, 95&nbsp;% interval and p-value, in brackets adjusted for the"
                + " others of this table by Benjamini and Hochberg, and the means of the model and"
                + " of the reference.",
            List.of(
                "k, objects",
                "PPG",
                "p of<br>PPG",
                "PRG",
                "p of<br>PRG",
                "AUCG",
                "p of<br>AUCG",
                "precision,<br>model / ref.",
                "recall,<br>model / ref."));
    for (ComparisonGroup group : ComparisonGroup.of(summary)) {
      table.group(title(group));
      for (ComparisonResult result : byObjects(group)) {
        List<String> cells = new ArrayList<>();
        int at = places.get(result.comparison());
        for (Estimate gap : ResultTables.gaps(result)) {
          cells.add(interval(gap));
          cells.add(pValues(gap.pValue(), adjusted[at++]));
        }
        cells.add(pair(result.modelPrecision(), result.referencePrecision()));
        cells.add(pair(result.modelRecall(), result.referenceRecall()));
        table.row(heading(result), cells);
      }
      table.endGroup();
    }
    return table.html();
  }

  private static String pValues(double alone, double adjusted) {
    if (Double.isNaN(alone)) {
      return NumberText.pValue(alone);
    }
    return Html.escape(NumberText.pValue(alone))
        + "<br>("
        + Html.escape(NumberText.pValue(adjusted))
        + ")";
  }

  /** The results of a group in the order of the table of gaps: by k, the fewest objects first. */
  private static List<ComparisonResult> byObjects(ComparisonGroup group) {
    return group.results().stream()
        .sorted(
            Comparator.comparingInt((ComparisonResult result) -> result.comparison().k())
                .thenComparingInt(result -> result.comparison().objectLimit()))
        .toList();
  }

  /** The gaps on the most memorized examples of each group's headline result. */
  static String mostMemorized(VlmSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "most-memorized",
            "Gaps on the examples that each order puts first, at the k of the headings.",
            List.of("order", "share", "examples", "precision gap", "recall gap", "F gap"));
    for (ComparisonGroup group : ComparisonGroup.of(summary)) {
      ComparisonResult headline = group.headline();
      table.group(headlineTitle(group));
      for (MemorizedGap gap : ResultOrder.gaps(headline.mostMemorized())) {
        table.row(
            gap.order().label(),
            List.of(
                NumberText.full(gap.fraction()),
                Long.toString(gap.records()),
                interval(gap.precisionGap(), gap.intervals(), Intervals::precisionGap),
                interval(gap.recallGap(), gap.intervals(), Intervals::recallGap),
                interval(gap.fGap(), gap.intervals(), Intervals::fGap)));
      }
      table.endGroup();
    }
    return table.html();
  }

  /**
   * How far these gaps exceed the control's on as large a share of it; there must be a control set.
   */
  static String mostMemorizedDifferences(VlmSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "most-memorized-differences",
            "The same less the control's, on as large a share of the control set.",
            List.of("order", "share", "precision gap", "p", "recall gap", "p", "F gap", "p"));
    for (ComparisonGroup group : ComparisonGroup.of(summary)) {
      ControlResult control = group.headline().control();
      table.group(headlineTitle(group));
      for (MemorizedDifference each : ResultOrder.differences(control.mostMemorizedDifferences())) {
        List<String> cells = new ArrayList<>();
        cells.add(NumberText.full(each.fraction()));
        for (Estimate gap : List.of(each.precisionGap(), each.recallGap(), each.fGap())) {
          cells.add(Double.isNaN(gap.value()) ? NumberText.signed(gap.value()) : interval(gap));
          cells.add(Html.escape(NumberText.pValue(gap.pValue())));
        }
        table.row(each.order().label(), cells);
      }
      table.endGroup();
    }
    return table.html();
  }

  /** A group's models, kind and mode, and the objects of its results with the most of them. */
  static String widestTitle(ComparisonGroup group) {
    return title(group) + ", " + group.headline().comparison().objects();
  }

  /** A group's models, kind and mode, and k and objects of the result that stands for it. */
  static String headlineTitle(ComparisonGroup group) {
    return comparisonTitle(group.headline());
  }

  /** A group's models, kind and mode. */
  static String title(ComparisonGroup group) {
    return "%s vs %s (%s, %s)"
        .formatted(
            Html.name(group.model()),
            Html.name(group.reference()),
            group.kind().label(),
            group.mode().label());
  }

  /** Everything that tells a comparison from others. */
  static String comparisonTitle(ComparisonResult result) {
    Comparison comparison = result.comparison();
    return "%s vs %s (%s, %s), k&nbsp;=&nbsp;%s"
        .formatted(
            Html.name(comparison.model()),
            Html.name(comparison.reference()),
            comparison.kind().label(),
            comparison.mode().label(),
            heading(result));
  }

  private static String heading(ComparisonResult result) {
    return result.comparison().k() + ", " + result.comparison().objects();
  }

  private static String marked(Estimate gap) {
    String value = NumberText.signed(gap.value());
    if (!gap.excludesZero()) {
      return value;
    }
    return "<strong class=\"%s\">%s<span class=\"mark\">*</span></strong>"
        .formatted(gap.value() > 0 ? "above" : "below", value);
  }

  private static String pair(double model, double reference) {
    return NumberText.share(model) + " / " + NumberText.share(reference);
  }

  private static String interval(
      double gap, @Nullable Intervals intervals, Function<Intervals, Interval> which) {
    return intervals == null
        ? NumberText.signed(gap)
        : interval(gap, which.apply(intervals).low(), which.apply(intervals).high());
  }

  private static String interval(Estimate gap) {
    return interval(gap.value(), gap.low(), gap.high());
  }

  private static String interval(double value, double low, double high) {
    return "%s <span class=\"interval\">(%s to %s)</span>"
        .formatted(NumberText.signed(value), NumberText.signed(low), NumberText.signed(high));
  }
}
