package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.VlmSummary;
import io.github.dejavubeam.transforms.report.HtmlPage.Section;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code report.html}: what a study found, in words, tables and plots, as one file that needs
 * nothing else. Names and settings are shown as text, whatever they hold.
 */
public final class ReportHtml {

  private ReportHtml() {}

  /**
   * The page, UTF-8. It depends on the results and the settings alone, not on when it was made.
   *
   * @param study the models in the order given, the settings, what the program ran on
   * @param gallery the most memorized examples, by the places of their comparisons in the summary
   */
  public static byte[] bytes(VlmSummary summary, StudyManifest study, Gallery gallery) {
    Map<String, byte[]> tables = ResultTables.csv(summary);
    boolean measured = !summary.comparisons().isEmpty();
    VlmPlots plots = new VlmPlots(summary);
    List<Section> sections =
        List.of(
            new Section(
                "found",
                "What was found",
                measured ? findings(summary) : "<p>No comparison was made.</p>\n"),
            new Section("warnings", "Warnings", Warnings.html(Warnings.of(summary))),
            new Section("gaps-table", "The table", measured ? gaps(summary, plots) : ""),
            new Section("models", "Over the models", plots.models(models(summary, study))),
            new Section("recall", "Recall", measured ? recall(plots) : ""),
            new Section("slices", "Slices", slices(summary, plots)),
            new Section("gallery", "Gallery", gallery(summary, gallery)),
            new Section(
                "memorized", "The most memorized", measured ? mostMemorized(summary, plots) : ""),
            new Section(
                "all-intervals",
                "Intervals and means",
                measured ? ReportTables.intervals(summary) : ""),
            new Section("definitions", "Definitions", HtmlPage.read("definitions.html")),
            new Section("files", "Tables as files", EmbeddedTables.buttons(tables)),
            new Section("study", "The study", Provenance.html(study)));
    return HtmlPage.of(title(summary), counts(summary), sections, tables);
  }

  private static String title(VlmSummary summary) {
    return "Memorization of "
        + ComparisonGroup.of(summary).stream()
            .map(ComparisonGroup::model)
            .distinct()
            .map(Html::escape)
            .collect(Collectors.joining(", "));
  }

  /** The audited models in the order given. */
  private static List<String> models(VlmSummary summary, StudyManifest study) {
    Set<String> audited =
        summary.comparisons().stream()
            .map(result -> result.comparison().model())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return study.models().stream()
        .map(StudyManifest.Model::name)
        .filter(audited::contains)
        .toList();
  }

  private static String findings(VlmSummary summary) {
    StringBuilder html = new StringBuilder(Headline.html(summary));
    html.append(
        "<p class=\"note\">By the widest choice of predicted objects, which the headings name; the"
            + " others are in the table.</p>\n<div class=\"findings\">\n");
    for (ComparisonGroup group : ComparisonGroup.of(summary)) {
      html.append("<article>\n<h3>").append(ReportTables.widestTitle(group)).append("</h3>\n");
      for (ComparisonResult result : group.widest()) {
        Finding finding = new Finding(result);
        html.append("<p class=\"verdict\">k&nbsp;=&nbsp;")
            .append(result.comparison().k())
            .append(": ")
            .append(finding.verdict())
            .append("</p>\n");
        append(html, finding.precision());
        append(html, finding.recall());
      }
      append(html, new Finding(group.headline()).caution());
      html.append("</article>\n");
    }
    return html.append("</div>\n").toString();
  }

  private static void append(StringBuilder html, String text) {
    if (!text.isEmpty()) {
      html.append("<p>").append(text).append("</p>\n");
    }
  }

  private static String gaps(VlmSummary summary, VlmPlots plots) {
    String differences =
        summary.control() == null
            ? ""
            : ReportTables.differences(summary)
                + "<h3>The same with intervals</h3>\n"
                + plots.differences()
                + "<h3>The gaps on the target set by themselves</h3>\n";
    return differences
        + ReportTables.gaps(summary)
        + "<p class=\"note\">Of gaps that are truly 0, about one in twenty is marked by chance.</p>\n"
        + "<h3>The same with intervals</h3>\n"
        + plots.gaps();
  }

  private static String recall(VlmPlots plots) {
    return "<p class=\"note\">Share of the examples of which at least so much was recovered. A model"
        + " that remembers has its line above that of the reference; the area between the two is"
        + " AUCG.</p>\n"
        + plots.recall();
  }

  private static String slices(VlmSummary summary, VlmPlots plots) {
    StringBuilder html = new StringBuilder();
    html.append(unknownCaptions(summary));
    for (Slice.Kind kind : Slice.Kind.values()) {
      String shown = plots.slices(kind);
      if (!shown.isEmpty()) {
        String heading =
            switch (kind) {
              case LABEL -> "By label: examples that carry an object of it";
              case OBJECTS -> "By number of distinct objects";
              case CAPTION_WORDS -> "By number of words of the caption";
              case CAPTION_NAMES ->
                  "Objects that the caption names, and objects that it does not name";
            };
        html.append("<h3>").append(heading).append("</h3>\n");
        if (kind == Slice.Kind.CAPTION_NAMES) {
          html.append(
              "<p class=\"note\">Scored on these objects alone. What the model recovers beyond the"
                  + " reference of the objects that the caption does not name is not in the"
                  + " caption's words.</p>\n");
        }
        html.append(shown);
      }
    }
    return html.toString();
  }

  private static String unknownCaptions(VlmSummary summary) {
    return summary.slices().stream()
        .filter(slice -> slice.slice().equals(Slice.ofUnknownCaption()))
        .findFirst()
        .map(
            slice ->
                "<p class=\"note\">Gaps by caption are %s: the vectors of %d target examples were"
                        .formatted(
                            summary.slices().stream()
                                    .anyMatch(
                                        each -> each.slice().kind() == Slice.Kind.CAPTION_NAMES)
                                ? "those of some examples"
                                : "not measured",
                            slice.n())
                    + " kept without captions.</p>\n")
        .orElse("");
  }

  private static String gallery(VlmSummary summary, Gallery gallery) {
    List<GalleryHtml.Names> names =
        ResultOrder.comparisons(summary).stream()
            .map(
                result ->
                    new GalleryHtml.Names(
                        ReportTables.comparisonTitle(result),
                        result.comparison().model(),
                        result.comparison().reference()))
            .toList();
    String shown = GalleryHtml.of(gallery, names, ReportHtml::score, "Its objects, recovered");
    return shown.isEmpty()
        ? ""
        : "<p class=\"note\">By max_pred_gap: the examples of which the model recovers most objects beyond"
            + " those that the reference recovers. There are such examples even where nothing was"
            + " memorized.</p>\n"
            + shown;
  }

  private static String score(GalleryExample example) {
    long more = Math.round(example.score());
    return "%d %s more than the reference".formatted(more, more == 1 ? "object" : "objects");
  }

  private static String mostMemorized(VlmSummary summary, VlmPlots plots) {
    boolean controlled = summary.control() != null;
    return "<p class=\"note\">max_pred_gap puts first the examples on which the gap is largest, so its"
        + " gaps are positive even where nothing was memorized, and so are their intervals; crct_pred"
        + " leans the same way. An interval tells between what bounds the gap lies on the share that"
        + " the order puts first of all examples of this kind; whether there is memory, only "
        + (controlled
            ? "the difference from the control set tells, whose examples were picked in the same way."
            : "a difference from a control set can tell, whose examples are picked in the same way.")
        + " Fewer than 5 examples have no interval. All comparisons are in most-memorized.csv.</p>\n"
        + plots.curves()
        + (controlled
            ? "<h3>Beyond the control's</h3>\n"
                + plots.mostMemorizedDifferences()
                + ReportTables.mostMemorizedDifferences(summary)
                + "<h3>The gaps on the target set by themselves</h3>\n"
            : "")
        + ReportTables.mostMemorized(summary);
  }

  private static String counts(VlmSummary summary) {
    String control =
        summary.control() == null
            ? ""
            : "<p>%d control examples scored of %d read (%d unlabelled, %d skipped).</p>\n"
                .formatted(
                    summary.control().used(),
                    summary.control().read(),
                    summary.control().unlabelled(),
                    summary.control().skipped());
    return "<p>%d target examples scored of %d read (%d unlabelled, %d skipped), against %d public examples indexed of %d read (%d skipped).</p>\n"
            .formatted(
                summary.target().used(),
                summary.target().read(),
                summary.target().unlabelled(),
                summary.target().skipped(),
                summary.publicSet().used(),
                summary.publicSet().read(),
                summary.publicSet().skipped())
        + control;
  }
}
