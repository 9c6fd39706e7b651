package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * {@code report.html}: what a study found, in words and tables, as one file that needs nothing
 * else. Names and settings are shown as text, whatever they hold.
 */
public final class ReportHtml {

  private ReportHtml() {}

  /** The page, UTF-8, for that summary and the settings by name that the study ran with. */
  public static byte[] bytes(VlmSummary summary, Map<String, String> settings) {
    boolean measured = !summary.comparisons().isEmpty();
    Map<String, String> parts =
        Map.of(
            "title", title(summary),
            "counts", counts(summary),
            "findings", measured ? findings(summary) : "<p>No comparison was made.</p>\n",
            "gaps", measured ? ReportTables.gaps(summary) : "",
            "intervals", measured ? ReportTables.intervals(summary) : "",
            "mostMemorized", measured ? ReportTables.mostMemorized(summary) : "",
            "settings", HtmlPage.settings(settings));
    return HtmlPage.fill("report.html", parts);
  }

  private static String title(VlmSummary summary) {
    return "Memorization of "
        + ComparisonGroup.of(summary).stream()
            .map(ComparisonGroup::model)
            .distinct()
            .map(Html::escape)
            .collect(Collectors.joining(", "));
  }

  private static String findings(VlmSummary summary) {
    StringBuilder html = new StringBuilder("<div class=\"findings\">\n");
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

  private static String counts(VlmSummary summary) {
    SplitCounts target = summary.target();
    SplitCounts publicSet = summary.publicSet();
    LeakCounts leaks = summary.leaks();
    String html =
        "<p>%d target examples scored of %d read (%d unlabelled, %d skipped), against %d public examples indexed of %d read (%d skipped).</p>\n"
            .formatted(
                target.used(),
                target.read(),
                target.unlabelled(),
                target.skipped(),
                publicSet.used(),
                publicSet.read(),
                publicSet.skipped());
    if (leaks.sameImage() + leaks.sameCaption() + leaks.excluded() == 0) {
      return html;
    }
    return html
        + "<p>Leaks: %d target examples share their image and %d their caption with a public example; %d were left out. One that was kept can pass for memorized.</p>\n"
            .formatted(leaks.sameImage(), leaks.sameCaption(), leaks.excluded());
  }
}
