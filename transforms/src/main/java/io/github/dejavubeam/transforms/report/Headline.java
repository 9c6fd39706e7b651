package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.Comparator;
import java.util.List;

/**
 * A study in one sentence: that of the comparison that says most of memory. A second model says
 * more than a text embedder, many neighbours and all objects more than few.
 */
final class Headline {

  private Headline() {}

  /** The sentence with its interval, as HTML. */
  static String html(VlmSummary summary) {
    ComparisonResult leading = leading(ComparisonGroup.of(summary));
    Finding finding = new Finding(leading);
    Estimate gap = leading.prg();
    StringBuilder html = new StringBuilder("<p class=\"headline\">").append(finding.verdict());
    if (Double.isFinite(gap.value())) {
      html.append(" PRG&nbsp;")
          .append(NumberText.signed(gap.value()))
          .append(" (95&nbsp;% interval ")
          .append(NumberText.signed(gap.low()))
          .append(" to&nbsp;")
          .append(NumberText.signed(gap.high()))
          .append(").");
    }
    return html.append("</p>\n<p class=\"note\">")
        .append(ReportTables.comparisonTitle(leading))
        .append(", ")
        .append(leading.n())
        .append(" examples.</p>\n")
        .toString();
  }

  private static ComparisonResult leading(List<ComparisonGroup> groups) {
    return groups.stream()
        .min(
            Comparator.comparing(
                (ComparisonGroup group) -> group.kind() == ReferenceKind.TWO_MODEL ? 0 : 1))
        .orElseThrow()
        .headline();
  }
}
