package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A study in a sentence for each kind of reference and model, as HTML: that of the first comparison
 * by the most neighbours and objects, whatever it found. A second model says more than a text
 * embedder, so it comes first.
 */
final class Headline {

  private static final int MOST = 4;

  private Headline() {}

  /** The sentences with their intervals, and in words what they lead with. */
  static String html(VlmSummary summary) {
    StringBuilder html = new StringBuilder();
    List<ComparisonGroup> groups = ComparisonGroup.of(summary);
    for (ReferenceKind kind : List.of(ReferenceKind.TWO_MODEL, ReferenceKind.ONE_MODEL)) {
      Set<String> models = new HashSet<>();
      groups.stream()
          .filter(group -> group.kind() == kind && models.add(group.model()))
          .limit(MOST)
          .forEach(group -> html.append(sentence(group.headline())));
    }
    if (summary.control() != null) {
      html.append(
          "<p>The difference between target and control leads. A gap by itself also shows which of the"
              + " two labels better, whatever was memorized: a text embedder is another labeller than"
              + " the model, and the order max_pred_gap picks the examples by their gap. The control's"
              + " gap shows the same, so the difference is what memory adds.</p>\n");
      if (summary.shift() != null && !summary.shift().shifted()) {
        html.append("<p class=\"note\">The control set: ")
            .append(Html.escape(ShiftText.of(summary.shift()).strip()))
            .append("</p>\n");
      }
    }
    return html.toString();
  }

  private static String sentence(ComparisonResult result) {
    ControlResult control = result.control();
    Estimate precision = control == null ? result.ppg() : control.ppgDifference();
    Estimate recall = control == null ? result.prg() : control.prgDifference();
    String what = control == null ? "" : " beyond the control\u2019s";
    return "<p class=\"headline\">%s</p>\n<p class=\"note\">%s: PPG%s %s, PRG%s %s; %d examples.</p>\n"
        .formatted(
            new Finding(result).verdict(),
            ReportTables.comparisonTitle(result),
            what,
            interval(precision),
            what,
            interval(recall),
            result.n());
  }

  private static String interval(Estimate gap) {
    return "%s (95&nbsp;%% interval %s to&nbsp;%s)"
        .formatted(
            NumberText.signed(gap.value()),
            NumberText.signed(gap.low()),
            NumberText.signed(gap.high()));
  }
}
