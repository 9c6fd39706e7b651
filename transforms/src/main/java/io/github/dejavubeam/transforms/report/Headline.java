package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.VlmSummary;
import io.github.dejavubeam.transforms.metrics.BenjaminiHochberg;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A study in a sentence for each kind of reference and model, as HTML: that of the first comparison
 * by {@link ComparisonGroup#leadingK} neighbours and the most objects, whatever it found. A second
 * model says more than a text embedder, so it comes first.
 */
final class Headline {

  private static final int MOST = 4;

  /** Adjusted p-values below are spoken of as findings. */
  static final double SIGNIFICANT = 0.05;

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
          .forEach(group -> html.append(sentence(group.headline())).append(others(group)));
    }
    html.append(
        "<p class=\"note\">Sentences and plots begin with the largest number of neighbours that is at most a tenth of the %d public examples, or with the smallest where none is: the labels of more neighbours are nearly those of the whole set.</p>\n"
            .formatted(summary.publicSet().used()));
    if (summary.control() != null) {
      html.append(
          "<p>The difference between target and control leads. A gap by itself also shows which of the"
              + " two labels better, whatever was memorized: a text embedder is another labeller than"
              + " the model, and the order max_pred_gap picks the examples by their gap. The control's"
              + " gap shows the same, so the difference is what memory adds.</p>\n");
      html.append(ShiftText.note(summary.shift()));
    }
    return html.toString();
  }

  /** How many of a group's gaps differ from 0: the comparison that leads may be one of few. */
  private static String others(ComparisonGroup group) {
    List<Estimate> gaps =
        group.results().stream()
            .flatMap(result -> Stream.of(precision(result), recall(result)))
            .toList();
    double[] adjusted =
        BenjaminiHochberg.adjusted(gaps.stream().mapToDouble(Estimate::pValue).toArray());
    int above = 0;
    int below = 0;
    for (int i = 0; i < adjusted.length; i++) {
      if (adjusted[i] < SIGNIFICANT) {
        above += gaps.get(i).value() > 0 ? 1 : 0;
        below += gaps.get(i).value() < 0 ? 1 : 0;
      }
    }
    return "<p class=\"note\">Of its %d gaps, over every number of neighbours and choice of objects, %d are above and %d below&nbsp;0 when their number is taken into account (adjusted p under 0.05).</p>\n"
        .formatted(adjusted.length, above, below);
  }

  private static Estimate precision(ComparisonResult result) {
    return result.control() == null ? result.ppg() : result.control().ppgDifference();
  }

  private static Estimate recall(ComparisonResult result) {
    return result.control() == null ? result.prg() : result.control().prgDifference();
  }

  private static String sentence(ComparisonResult result) {
    String what = result.control() == null ? "" : " beyond the control\u2019s";
    return "<p class=\"headline\">By %s: %s</p>\n<p class=\"note\">%s: PPG%s %s, PRG%s %s; %d examples.</p>\n"
        .formatted(
            neighbours(result.comparison().k()),
            new Finding(result).verdict(),
            ReportTables.comparisonTitle(result),
            what,
            interval(precision(result)),
            what,
            interval(recall(result)),
            result.n());
  }

  private static String neighbours(int k) {
    return k == 1 ? "the nearest neighbour" : k + " neighbours";
  }

  private static String interval(Estimate gap) {
    return "%s (95&nbsp;%% interval %s to&nbsp;%s)"
        .formatted(
            NumberText.signed(gap.value()),
            NumberText.signed(gap.low()),
            NumberText.signed(gap.high()));
  }
}
