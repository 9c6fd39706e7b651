package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.PredictorResult;
import io.github.dejavubeam.transforms.report.HtmlPage.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code report.html} of an image study; what {@link ReportHtml} says of the page holds. */
public final class ImageReportHtml {

  private static final List<String> SCORES =
      List.of("model vs reference", "top-1", "interval", "p", "top-5", "interval", "p");

  /** The shares of the most confident examples whose differences are shown. */
  private static final List<Double> CONFIDENT = List.of(0.2, 0.05);

  private static final String CONTROLLED =
      "<p>The difference between target and control leads. A score by itself also shows which of the"
          + " two predicts better, whatever was memorized: a classifier or tags predict in another"
          + " way than the neighbours of an embedding. The control's score shows the same, so the"
          + " difference is what memory adds.</p>\n";

  private ImageReportHtml() {}

  /**
   * The page, UTF-8; what {@link ReportHtml#bytes} says of it holds.
   *
   * @param sweep the shares of {@code sweep.csv}
   * @param binWidth width of a bin of memorization confidence, in nats
   */
  public static byte[] bytes(
      ImageSummary summary,
      List<Double> sweep,
      double binWidth,
      StudyManifest study,
      Gallery gallery) {
    Map<String, byte[]> tables = ImageTables.csv(summary, sweep);
    ImagePlots plots = new ImagePlots(summary);
    List<Section> sections =
        List.of(
            new Section("found", "What was found", findings(summary, plots)),
            new Section("warnings", "Warnings", Warnings.html(Warnings.of(summary))),
            new Section("models", "Over the models", plots.models(models(summary, study))),
            new Section(
                "quadrants",
                "Memorized, correlated, neither",
                plots.quadrants() + quadrants(summary)),
            new Section(
                "confidence", "How confidently it is memorized", confidence(plots, binWidth)),
            new Section("slices", "By class", slices(plots)),
            new Section("gallery", "Gallery", gallery(summary, gallery)),
            new Section("accuracies", "Accuracies", plots.sweep() + predictors(summary)),
            new Section(
                "correlations",
                "What the references agree on",
                plots.agreement() + agreement(summary.correlation())),
            new Section(
                "classes",
                "The most correlated classes",
                plots.classes() + classes(summary.correlation())),
            new Section("definitions", "Definitions", HtmlPage.read("image-definitions.html")),
            new Section("files", "Tables as files", EmbeddedTables.buttons(tables)),
            new Section("study", "The study", Provenance.html(study)));
    String counts = "<p>" + Html.escape(ImageResultTable.counts(summary)) + "</p>\n";
    return HtmlPage.of(title(summary), counts, sections, tables);
  }

  /** The audited models in the order given. */
  private static List<String> models(ImageSummary summary, StudyManifest study) {
    Set<String> audited =
        summary.dejaVu().stream().map(DejaVuResult::model).collect(Collectors.toSet());
    return study.models().stream()
        .map(StudyManifest.Model::name)
        .filter(audited::contains)
        .toList();
  }

  private static String findings(ImageSummary summary, ImagePlots plots) {
    StringBuilder html =
        new StringBuilder("<p class=\"headline\">")
            .append(DejaVuFinding.headline(summary.dejaVu()))
            .append(
                "</p>\n<p class=\"note\">Every predictor names the class of the object from a crop that"
                    + " shows background alone. What the model gets right beyond a reference is not"
                    + " explained by the correlations of the data: that is memory.</p>\n"
                    + "<p class=\"note\">What is said of a score depends on its p-value, adjusted for"
                    + " the number of scores (adjusted p under 0.05). Its interval is of another"
                    + " method and of that score alone, and may exclude 0 all the same.</p>\n")
            .append(summary.control() == null ? "" : CONTROLLED)
            .append(ShiftText.note(summary.shift()))
            .append("<ul class=\"verdicts\">\n");
    for (String sentence : DejaVuFinding.sentences(summary.dejaVu())) {
      html.append("<li>").append(sentence).append("</li>\n");
    }
    html.append("</ul>\n");
    if (summary.control() != null) {
      html.append(plots.differences())
          .append(differences(summary))
          .append("<h3>The scores on the target set by themselves</h3>\n");
    }
    return html.append(plots.dejaVu()).append(dejaVu(summary)).toString();
  }

  private static String gallery(ImageSummary summary, Gallery gallery) {
    List<GalleryHtml.Names> names =
        summary.dejaVu().stream()
            .map(
                result ->
                    new GalleryHtml.Names(heading(result), result.model(), result.reference()))
            .toList();
    String shown = GalleryHtml.of(gallery, names, ImageReportHtml::score, "Its class, recovered");
    return shown.isEmpty()
        ? ""
        : "<p class=\"note\">The memorized examples, the most confident first, with the background that"
            + " is all the predictors see. There are such examples even where nothing was memorized:"
            + " two predictors disagree.</p>\n"
            + shown;
  }

  private static String score(GalleryExample example) {
    return "memorization confidence "
        + NumberText.signed(example.score())
        + " nats: the model is right, the reference wrong";
  }

  private static String slices(ImagePlots plots) {
    String slices = plots.slices();
    return slices.isEmpty()
        ? ""
        : "<p class=\"note\">The classes that most target examples have. Of many classes some differ"
            + " from 0 by chance; the table has p-values adjusted for their number.</p>\n"
            + slices;
  }

  private static String confidence(ImagePlots plots, double binWidth) {
    String histograms = plots.confidence(binWidth);
    return histograms.isEmpty()
        ? ""
        : "<p class=\"note\">Examples on which the model is right and the reference wrong, by entropy of"
            + " the reference less that of the model's votes: the farther right, the surer is the model"
            + " where the reference is in doubt; right of 0 it is the surer of the two.</p>\n"
            + histograms;
  }

  private static String title(ImageSummary summary) {
    return "Memorization of "
        + summary.dejaVu().stream()
            .map(DejaVuResult::model)
            .distinct()
            .map(Html::escape)
            .collect(Collectors.joining(", "));
  }

  private static String predictors(ImageSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "predictors",
            "Accuracy from background alone, on all examples and on those that the predictor is"
                + " most confident of.",
            List.of(
                "predictor",
                "kind",
                "top-1",
                "top-5",
                "top-1,<br>20&nbsp;%",
                "top-1,<br>5&nbsp;%"));
    accuracies(table, "%d target examples", summary);
    if (summary.control() != null) {
      accuracies(table, "%d control examples", summary.control());
    }
    return table.html();
  }

  private static void accuracies(HtmlTable table, String examples, ImageSummary summary) {
    table.group(examples.formatted(summary.predictors().get(0).n()));
    for (PredictorResult predictor : summary.predictors()) {
      table.row(
          Html.name(predictor.name()),
          List.of(
              predictor.kind().label(),
              NumberText.share(predictor.top1()),
              NumberText.share(predictor.top5()),
              NumberText.share(at(predictor, 0)),
              NumberText.share(at(predictor, 1))));
    }
    table.endGroup();
  }

  private static double at(PredictorResult predictor, int place) {
    List<ConfidentAccuracy> confident = predictor.confident();
    return place < confident.size() ? confident.get(place).top1() : Double.NaN;
  }

  private static String dejaVu(ImageSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "deja-vu",
            "Déjà vu score: accuracy of the model less that of the reference, with its 95&nbsp;%"
                + " interval.",
            SCORES);
    table.group("All examples");
    for (DejaVuResult result : summary.dejaVu()) {
      table.row(heading(result), cells(result.top1(), result.top5()));
    }
    table.endGroup();
    return table.html();
  }

  private static String differences(ImageSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "differences",
            "Déjà vu score on the target set less that on the control set, with its 95&nbsp;%"
                + " interval.",
            SCORES);
    table.group("All examples");
    for (DejaVuResult result : summary.dejaVu()) {
      table.row(heading(result), cells(result.difference().top1(), result.difference().top5()));
    }
    table.endGroup();
    for (double fraction : CONFIDENT) {
      table.group("The " + NumberText.percent(fraction) + "&nbsp;% most confident");
      for (DejaVuResult result : summary.dejaVu()) {
        result.difference().confident().stream()
            .filter(each -> each.fraction() == fraction)
            .forEach(each -> table.row(heading(result), cells(each.top1(), each.top5())));
      }
      table.endGroup();
    }
    return table.html();
  }

  private static List<String> cells(Estimate... scores) {
    List<String> cells = new ArrayList<>();
    for (Estimate score : scores) {
      cells.add(NumberText.signed(score.value()));
      cells.add(NumberText.signed(score.low()) + " to " + NumberText.signed(score.high()));
      cells.add(Html.escape(NumberText.pValue(score.pValue())));
    }
    return cells;
  }

  private static String quadrants(ImageSummary summary) {
    HtmlTable table =
        new HtmlTable(
            "quadrants",
            "Percent of the examples by whether model and reference are right.",
            List.of(
                "model vs reference",
                "memorized",
                "correlated",
                "misrepresented",
                "unassociated",
                "memorized and more<br>confident than the reference"));
    table.group("All examples");
    for (DejaVuResult result : summary.dejaVu()) {
      double n = result.n();
      long confident =
          result.confidence().stream()
              .filter(bin -> bin.from() >= 0)
              .mapToLong(DejaVuResult.Bin::n)
              .sum();
      table.row(
          heading(result),
          List.of(
              NumberText.percent(result.memorized() / n),
              NumberText.percent(result.correlated() / n),
              NumberText.percent(result.misrepresented() / n),
              NumberText.percent(result.unassociated() / n),
              NumberText.percent(confident / n)));
    }
    table.endGroup();
    return table.html();
  }

  private static String heading(DejaVuResult result) {
    return Html.name(result.model())
        + " vs "
        + Html.name(result.reference())
        + " ("
        + result.kind().label()
        + ")";
  }

  private static String agreement(CorrelationResult correlation) {
    List<String> headers = new ArrayList<>(List.of("reference"));
    correlation.references().forEach(reference -> headers.add(Html.name(reference.name())));
    HtmlTable table =
        new HtmlTable(
            "agreement",
            "Share of the examples on which two references are both right or both wrong.",
            headers);
    table.group("%d examples right by every second model".formatted(correlation.intersection()));
    for (int i = 0; i < correlation.references().size(); i++) {
      table.row(
          Html.name(correlation.references().get(i).name()),
          correlation.agreement().get(i).stream().map(NumberText::share).toList());
    }
    table.endGroup();
    return table.html();
  }

  private static String classes(CorrelationResult correlation) {
    HtmlTable table =
        new HtmlTable(
            "classes",
            "The classes that each reference gets right most often from background alone.",
            List.of("class", "examples", "right", "share"));
    for (int i = 0; i < correlation.references().size(); i++) {
      table.group(Html.name(correlation.references().get(i).name()));
      for (CorrelationResult.ClassResult result : TopClasses.of(correlation, i)) {
        table.row(
            Html.name(result.label()),
            List.of(
                Long.toString(result.n()),
                Long.toString(result.correct().get(i)),
                NumberText.share(result.share(i))));
      }
      table.endGroup();
    }
    return table.html();
  }
}
