package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The plots of {@code report.html} of a vision-language study. */
final class VlmPlots {

  private static final String COMPARISONS = "comparisons.csv";
  private static final String CONTROL = "control.csv";
  private static final String RECALL = "recall.csv";
  private static final String SLICES = "slices.csv";
  private static final String MOST_MEMORIZED = "most-memorized.csv";
  private static final String CURVES = "curves.csv";

  private final VlmSummary summary;
  private final List<ComparisonGroup> groups;

  VlmPlots(VlmSummary summary) {
    this.summary = summary;
    groups = ComparisonGroup.of(summary);
  }

  /** PPG and PRG of every comparison with their intervals, a plot a group, all on one scale. */
  String gaps() {
    return intervals(
        COMPARISONS,
        "PPG and PRG with their 95 % intervals, a row for every k and choice of objects.",
        "",
        "gap",
        result -> Stream.of(result.ppg(), result.prg()));
  }

  /** The same of the differences between target and control; there must be a control set. */
  String differences() {
    return intervals(
        CONTROL,
        "PPG and PRG on the target set less those on the control set with their 95 % intervals, a"
            + " row for every k and choice of objects.",
        "Difference",
        "gap beyond the control's",
        result -> Stream.of(result.control().ppgDifference(), result.control().prgDifference()));
  }

  private String intervals(
      String table,
      String description,
      String suffix,
      String axis,
      Function<ComparisonResult, Stream<Estimate>> estimates) {
    double end = farthestEnd(estimates);
    List<Plot> plots = new ArrayList<>();
    for (ComparisonGroup group : groups) {
      plots.add(
          of(group, "intervals", description, table)
              .estimates("PPG", "ppg" + suffix)
              .estimates("PRG", "prg" + suffix)
              .with("rows", List.of("k", "objects"))
              .with("rowsName", "k = ")
              .with("sort", sorted())
              .with("xName", axis)
              .with("min", -end)
              .with("max", end));
    }
    return Plot.group(plots, List.of());
  }

  private double farthestEnd(Function<ComparisonResult, Stream<Estimate>> estimates) {
    double farthest =
        summary.comparisons().stream()
            .flatMap(estimates)
            .flatMap(gap -> Stream.of(gap.low(), gap.high()))
            .mapToDouble(Math::abs)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    return Math.ceil(10 * farthest) / 10;
  }

  /** The distributions of recall of model and reference. */
  String recall() {
    List<Plot> plots = new ArrayList<>();
    for (ComparisonGroup group : groups) {
      plots.add(
          of(
                  group,
                  "lines",
                  "Share of the examples whose recall is at least x, of the model and of the"
                      + " reference; the area between the lines is AUCG.",
                  RECALL)
              .series(group.model(), "y", "share")
              .series(group.reference(), "y", "shareReference")
              .with("x", "recall")
              .with("step", "start")
              .with("xName", "recall of at least")
              .with("yName", "share of the examples")
              .with("min", 0)
              .with("max", 1)
              .with("xMin", 0)
              .with("xMax", 1));
    }
    return Plot.group(plots, List.of(ks(), objects()));
  }

  /** The gaps over ever more of the most memorized examples, a line for each k. */
  String curves() {
    StringBuilder html = new StringBuilder();
    PlotChoice gaps =
        PlotChoice.ofColumns(
            "Gap",
            List.of(
                List.of("recallGap", "recall gap"),
                List.of("precisionGap", "precision gap"),
                List.of("fGap", "F gap")));
    for (ComparisonGroup group : groups) {
      List<Plot> plots = new ArrayList<>();
      for (MemorizedOrder order :
          List.of(MemorizedOrder.MAX_PRED_GAP, MemorizedOrder.CRCT_PRED, MemorizedOrder.MIN_DIST)) {
        plots.add(
            of(
                    group,
                    order.label(),
                    "lines",
                    "Gap of the means over the first examples by "
                        + order.label()
                        + ", against their share of all, a line for each k.",
                    CURVES)
                .where("order", order.label())
                .with("by", "k")
                .with("byName", "k =")
                .with("x", "fraction")
                .with("y", "recallGap")
                .with("log", true)
                .with("zero", true)
                .with("xName", "share of the examples")
                .with("yName", "recall gap"));
      }
      html.append("<h3>")
          .append(ReportTables.title(group))
          .append("</h3>\n")
          .append(Plot.group(plots, List.of(gaps, objects())));
    }
    return html.toString();
  }

  /**
   * The gaps on the most memorized examples less the control's; there must be a control set. Empty
   * where every share has too few examples.
   */
  String mostMemorizedDifferences() {
    if (summary.comparisons().stream()
        .flatMap(result -> result.control().mostMemorizedDifferences().stream())
        .allMatch(difference -> Double.isNaN(difference.recallGap().value()))) {
      return "";
    }
    List<Plot> plots = new ArrayList<>();
    for (ComparisonGroup group : groups) {
      plots.add(
          of(
                  group,
                  "intervals",
                  "Gaps on the examples that each order puts first, by their share of all, less"
                      + " those on the control set, with their 95 % intervals.",
                  MOST_MEMORIZED)
              .estimates("precision gap", "precisionGapDifference")
              .estimates("recall gap", "recallGapDifference")
              .with("rows", List.of("order", "fraction"))
              .with("xName", "gap beyond the control's"));
    }
    return Plot.group(plots, List.of(ks(), objects()));
  }

  /** PPG, PRG and AUCG over the models in the order given; empty where there is one model. */
  String models(List<String> models) {
    if (models.size() < 2) {
      return "";
    }
    List<Plot> plots = new ArrayList<>();
    for (String gap : List.of("PPG", "PRG", "AUCG")) {
      boolean controlled = summary.control() != null;
      String column = gap.toLowerCase(Locale.ROOT) + (controlled ? "Difference" : "");
      plots.add(
          new Plot(
                  "trend",
                  controlled ? gap + " beyond the control's" : gap,
                  gap + " with its 95 % interval over the models in the order given.",
                  controlled ? CONTROL : COMPARISONS)
              .with("x", "model")
              .with("order", models.stream().map(Csv::fromData).toList())
              .with("by", List.of("reference", "mode"))
              .with("value", column)
              .with("low", column + "Low")
              .with("high", column + "High")
              .with("yName", gap));
    }
    return Plot.group(plots, List.of(ks(), objects()));
  }

  /**
   * Gaps over the slices of one kind, the differences where the control set has enough examples for
   * one of them; empty where there is no such slice.
   */
  String slices(Slice.Kind kind) {
    if (summary.slices().stream()
        .map(SliceResult::slice)
        .filter(slice -> !slice.equals(Slice.ofUnknownCaption()))
        .noneMatch(slice -> slice.kind() == kind)) {
      return "";
    }
    boolean controlled =
        summary.slices().stream()
            .anyMatch(slice -> slice.slice().kind() == kind && slice.control() != null);
    String suffix = controlled ? "Difference" : "";
    List<Plot> plots = new ArrayList<>();
    for (ComparisonGroup group : groups) {
      plots.add(
          of(
                  group,
                  "intervals",
                  "PPG and PRG by "
                      + kind.label()
                      + (controlled ? ", beyond the control's" : "")
                      + ", with their 95 % intervals.",
                  SLICES)
              .where("slice", kind.label())
              .estimates("PPG", "ppg" + suffix)
              .estimates("PRG", "prg" + suffix)
              .with("rows", List.of("value"))
              .with("xName", controlled ? "gap beyond the control's" : "gap"));
    }
    return Plot.group(plots, List.of(ks(), objects()));
  }

  private static Plot of(ComparisonGroup group, String kind, String description, String table) {
    return of(group, ReportTables.title(group), kind, description, table);
  }

  private static Plot of(
      ComparisonGroup group, String title, String kind, String description, String table) {
    return new Plot(
            kind,
            title,
            "%s against %s, %s, %s. %s"
                .formatted(
                    group.model(),
                    group.reference(),
                    group.kind().label(),
                    group.mode().label(),
                    description),
            table)
        .where("model", Csv.fromData(group.model()))
        .where("reference", Csv.fromData(group.reference()))
        .where("mode", group.mode().label());
  }

  private Map<String, List<String>> sorted() {
    Map<String, List<String>> places = new LinkedHashMap<>();
    places.put("k", strings(ks()));
    places.put("objects", strings(objects()));
    return places;
  }

  private static List<String> strings(PlotChoice choice) {
    return choice.values().stream().map(value -> value.get(0)).toList();
  }

  private PlotChoice ks() {
    List<Integer> ks =
        summary.comparisons().stream()
            .map(result -> result.comparison().k())
            .distinct()
            .sorted()
            .toList();
    return PlotChoice.ofRows(
        "Neighbours k",
        "k",
        ks.stream().map(k -> Integer.toString(k)).toList(),
        Integer.toString(ComparisonGroup.leadingK(ks, summary.publicSet().used())));
  }

  private PlotChoice objects() {
    List<String> choices =
        ComparisonGroup.objectChoices(summary).stream().map(Comparison::objects).toList();
    return PlotChoice.ofRows("Objects", "objects", choices, choices.get(choices.size() - 1));
  }
}
