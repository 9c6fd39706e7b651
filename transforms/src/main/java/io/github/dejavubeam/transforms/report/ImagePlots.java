package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.ImageSummary;
import java.util.ArrayList;
import java.util.List;

/** The plots of {@code report.html} of an image study. */
final class ImagePlots {

  private static final String DEJA_VU = "deja-vu.csv";
  private static final String CONTROL = "control.csv";
  private static final String SLICES = "slices.csv";
  private static final List<String> PAIRING = List.of("model", "reference");

  private final ImageSummary summary;

  ImagePlots(ImageSummary summary) {
    this.summary = summary;
  }

  /** The déjà vu scores of every model against every reference. */
  String dejaVu() {
    return Plot.group(
        List.of(
            intervals(
                "Déjà vu score with its 95&nbsp;% interval",
                "Accuracy of the model less that of the reference", DEJA_VU, "", "déjà vu score")),
        List.of());
  }

  /** The same of the differences between target and control; there must be a control set. */
  String differences() {
    return Plot.group(
        List.of(
            intervals(
                    "Déjà vu score beyond the control's with its 95&nbsp;% interval",
                    "Déjà vu score on the target set less that on the control set",
                    CONTROL,
                    "Difference",
                    "déjà vu score beyond the control's")
                .where("fraction", NumberText.full(1))),
        List.of());
  }

  private static Plot intervals(
      String title, String what, String table, String suffix, String axis) {
    return new Plot(
            "intervals",
            title,
            what
                + " with its 95 % interval, by the best class and by the five best, a row for every"
                + " model and reference.",
            table)
        .estimates("top-1", "top1" + suffix)
        .estimates("top-5", "top5" + suffix)
        .with("rows", PAIRING)
        .with("between", " vs ")
        .with("xName", axis);
  }

  /** Whether model and reference are right. */
  String quadrants() {
    Plot plot =
        new Plot(
                "shares",
                "Who is right",
                "Percent of the examples on which the model is right and the reference wrong"
                    + " (memorized), both are right (correlated), the model is wrong and the reference"
                    + " right (misrepresented), and both are wrong (unassociated).",
                DEJA_VU)
            .with("rows", PAIRING)
            .with("between", " vs ")
            .with("whole", "n")
            .with("xName", "percent of the examples");
    for (String quadrant : List.of("memorized", "correlated", "misrepresented", "unassociated")) {
      plot.series(quadrant, "value", quadrant);
    }
    return Plot.group(List.of(plot), List.of());
  }

  /** Memorized examples by how confidently they are. */
  String confidence(double binWidth) {
    List<Plot> plots = new ArrayList<>();
    for (DejaVuResult result : summary.dejaVu()) {
      if (!result.confidence().isEmpty()) {
        plots.add(
            new Plot(
                    "histogram",
                    Html.name(result.model()) + " vs " + Html.name(result.reference()),
                    "Memorized examples of %s against %s by memorization confidence: entropy of the reference less that of the model's votes, in nats."
                        .formatted(result.model(), result.reference()),
                    "memorization-confidence.csv")
                .where("model", Csv.fromData(result.model()))
                .where("reference", Csv.fromData(result.reference()))
                .with("x", "from")
                .with("y", "n")
                .with("width", binWidth)
                .with("xName", "memorization confidence in nats")
                .with("yName", "examples"));
      }
    }
    return plots.isEmpty() ? "" : Plot.group(plots, List.of());
  }

  /** Accuracy of every predictor on the examples that it is most confident of. */
  String sweep() {
    return Plot.group(
        List.of(
            new Plot(
                    "lines",
                    "Accuracy against confidence",
                    "Accuracy of every predictor on the examples that it is most confident of,"
                        + " against their share of all.",
                    "sweep.csv")
                .with("by", "name")
                .with("x", "fraction")
                .with("y", "top1")
                .with("xName", "share of the examples, the most confident first")
                .with("yName", "top-1 accuracy")
                .with("xMin", 0.1)
                .with("xMax", 1)),
        List.of(
            PlotChoice.ofColumns(
                "Accuracy",
                List.of(List.of("top1", "top-1 accuracy"), List.of("top5", "top-5 accuracy")))));
  }

  /** How often two references are right or wrong together. */
  String agreement() {
    return Plot.group(
        List.of(
            new Plot(
                    "heat",
                    "Agreement of the references",
                    "Share of the examples on which two references are both right or both wrong.",
                    "agreement.csv")
                .with("x", "reference")
                .with("y", "other")
                .with("value", "agreement")),
        List.of());
  }

  /** The classes that each reference gets right most often. */
  String classes() {
    List<Plot> plots = new ArrayList<>();
    CorrelationResult correlation = summary.correlation();
    for (int i = 0; i < correlation.references().size(); i++) {
      String reference = correlation.references().get(i).name();
      List<String> labels =
          TopClasses.of(correlation, i).stream()
              .map(result -> Csv.fromData(result.label()))
              .toList();
      plots.add(
          new Plot(
                  "bars",
                  Html.name(reference),
                  "The classes that "
                      + reference
                      + " names most often from background alone, by the share of their examples.",
                  "classes.csv")
              .where("reference", Csv.fromData(reference))
              .with("rows", "label")
              .with("order", labels)
              .with("value", "share")
              .with("min", 0)
              .with("max", 1)
              .with("xName", "share of the examples of the class"));
    }
    return Plot.group(plots, List.of());
  }

  /**
   * The scores over the examples of single classes, the differences where the control set has
   * enough examples of one of them; empty where there is no such slice.
   */
  String slices() {
    if (summary.slices().isEmpty()) {
      return "";
    }
    boolean controlled = summary.slices().stream().anyMatch(slice -> slice.control() != null);
    String suffix = controlled ? "Difference" : "";
    List<Plot> plots = new ArrayList<>();
    for (DejaVuResult result : summary.dejaVu()) {
      plots.add(
          new Plot(
                  "intervals",
                  Html.name(result.model()) + " vs " + Html.name(result.reference()),
                  "Déjà vu score of %s against %s by class%s, with its 95 %% interval."
                      .formatted(
                          result.model(),
                          result.reference(),
                          controlled ? ", beyond the control's" : ""),
                  SLICES)
              .where("model", Csv.fromData(result.model()))
              .where("reference", Csv.fromData(result.reference()))
              .estimates("top-1", "top1" + suffix)
              .estimates("top-5", "top5" + suffix)
              .with("rows", List.of("value"))
              .with("xName", controlled ? "déjà vu score beyond the control's" : "déjà vu score"));
    }
    return Plot.group(plots, List.of());
  }

  /** The déjà vu scores over the models in the order given; empty where there is one model. */
  String models(List<String> models) {
    if (models.size() < 2) {
      return "";
    }
    boolean controlled = summary.control() != null;
    String suffix = controlled ? "Difference" : "";
    List<Plot> plots = new ArrayList<>();
    for (String column : List.of("top1", "top5")) {
      String name =
          "Déjà vu score"
              + (controlled ? " beyond the control's" : "")
              + (column.equals("top1") ? ", top-1" : ", top-5");
      Plot plot =
          new Plot(
                  "trend",
                  name,
                  name + " with its 95 % interval over the models in the order given.",
                  controlled ? CONTROL : DEJA_VU)
              .with("x", "model")
              .with("order", models.stream().map(Csv::fromData).toList())
              .with("by", "reference")
              .with("value", column + suffix)
              .with("low", column + suffix + "Low")
              .with("high", column + suffix + "High")
              .with("yName", "déjà vu score");
      plots.add(controlled ? plot.where("fraction", NumberText.full(1)) : plot);
    }
    return Plot.group(plots, List.of());
  }
}
