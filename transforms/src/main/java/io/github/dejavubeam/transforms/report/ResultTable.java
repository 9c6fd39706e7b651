package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.LeakResult;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The table of the paper (Jayaraman et al. 2024) for a terminal: a row a comparison and k, PPG and
 * PRG for each choice of objects, under a header with the counts. With a control set, the
 * difference of the gaps comes first. Up to five choices of objects fit 100 columns.
 */
public final class ResultTable {

  private static final int K_WIDTH = 6;
  private static final int VALUE_WIDTH = 9;
  private static final String DIFFERENCE =
      """
      Gaps on the target set less those on the control set, examples that no model was trained on.
      A gap by itself also shows which of the two labels better, whatever was memorized: a text
      embedder is another labeller than the model, and the order max_pred_gap picks the examples by
      their gap. The control's gap shows the same, so the difference is what memory adds.

      """;
  private static final String RAW =
      """

      The gaps on the target set by themselves

      """;
  private static final String WITHOUT_LEAKS =
      """

      The same without the target examples that also occur in the public set

      """;
  private static final String WITH_LEAKS =
      """

      The same with the target examples that also occur in the public set

      """;
  private static final String LEGEND =
      """
      PPG: share of the examples on which the model's precision is higher than the reference's, less
           the share on which it is lower; PRG: the same with recall.
      * the 95 % interval excludes 0.   - not measured.
      """;

  private ResultTable() {}

  /** The table, its lines ended by line feeds; ASCII but for the names. */
  public static String text(VlmSummary summary) {
    StringBuilder text = new StringBuilder(counts(summary));
    if (summary.shift() != null) {
      text.append(ShiftText.of(summary.shift()));
    }
    text.append('\n');
    List<Comparison> choices = ComparisonGroup.objectChoices(summary);
    if (choices.isEmpty()) {
      return text.append("No comparison was made.\n").toString();
    }
    if (summary.control() != null) {
      text.append(DIFFERENCE);
      text.append(
          table(
              summary,
              choices,
              result -> result.control().ppgDifference(),
              result -> result.control().prgDifference()));
      text.append(RAW);
    }
    text.append(table(summary, choices, ComparisonResult::ppg, ComparisonResult::prg));
    if (summary.comparisons().stream().allMatch(result -> result.leaks() != null)) {
      boolean excluded = summary.leaks().excluded() > 0;
      Function<ComparisonResult, LeakResult.Gaps> other =
          result -> excluded ? result.leaks().with() : result.leaks().without();
      text.append(excluded ? WITH_LEAKS : WITHOUT_LEAKS);
      text.append(
          table(
              summary,
              choices,
              other.andThen(LeakResult.Gaps::ppg),
              other.andThen(LeakResult.Gaps::prg)));
    }
    return text.append('\n').append(LEGEND).toString();
  }

  private static String table(
      VlmSummary summary,
      List<Comparison> choices,
      Function<ComparisonResult, Estimate> precision,
      Function<ComparisonResult, Estimate> recall) {
    StringBuilder text = new StringBuilder(head(choices));
    for (ComparisonGroup group : ComparisonGroup.of(summary)) {
      text.append(title(group));
      for (int k : group.ks()) {
        StringBuilder row = new StringBuilder(right(Integer.toString(k), K_WIDTH));
        for (Comparison choice : choices) {
          Optional<ComparisonResult> result = group.at(k, choice.objectLimit());
          row.append(right(result.map(precision).map(ResultTable::cell).orElse(""), VALUE_WIDTH));
          row.append(right(result.map(recall).map(ResultTable::cell).orElse(""), VALUE_WIDTH));
        }
        text.append(row.toString().stripTrailing()).append('\n');
      }
    }
    return text.toString();
  }

  private static String counts(VlmSummary summary) {
    SplitCounts target = summary.target();
    SplitCounts publicSet = summary.publicSet();
    LeakCounts leaks = summary.leaks();
    String text =
        "Target examples: %d scored of %d read, %d unlabelled, %d skipped\n"
                .formatted(target.used(), target.read(), target.unlabelled(), target.skipped())
            + "Public examples: %d indexed of %d read, %d skipped\n"
                .formatted(publicSet.used(), publicSet.read(), publicSet.skipped());
    if (summary.control() != null) {
      SplitCounts control = summary.control();
      text +=
          "Control examples: %d scored of %d read, %d unlabelled, %d skipped\n"
              .formatted(control.used(), control.read(), control.unlabelled(), control.skipped());
    }
    if (!leaks.isEmpty()) {
      text +=
          "Leaks: %d targets share their image and %d their caption with a public example, %s%d left out\n"
              .formatted(leaks.sameImage(), leaks.sameCaption(), near(leaks), leaks.excluded());
    }
    LeakCounts controlLeaks = summary.controlLeaks();
    if (controlLeaks != null && !controlLeaks.isEmpty()) {
      text +=
          "Leaks: %d controls share their image and %d their caption with a public or target example, %s%d left out\n"
              .formatted(
                  controlLeaks.sameImage(),
                  controlLeaks.sameCaption(),
                  near(controlLeaks),
                  controlLeaks.excluded());
    }
    return text;
  }

  private static String near(LeakCounts leaks) {
    return leaks.nearImage() == null ? "" : "%d have a near image, ".formatted(leaks.nearImage());
  }

  private static String head(List<Comparison> choices) {
    StringBuilder objects = new StringBuilder(" ".repeat(K_WIDTH));
    StringBuilder measures = new StringBuilder(right("k", K_WIDTH));
    for (Comparison choice : choices) {
      objects.append(centred(choice.objects(), 2 * VALUE_WIDTH));
      // One column is left for the mark, so the names stand over the digits.
      measures.append(right("PPG ", VALUE_WIDTH)).append(right("PRG ", VALUE_WIDTH));
    }
    String line = "-".repeat(K_WIDTH + 2 * VALUE_WIDTH * choices.size());
    return objects.toString().stripTrailing()
        + "\n"
        + measures.toString().stripTrailing()
        + "\n"
        + line
        + "\n";
  }

  private static String title(ComparisonGroup group) {
    return "%s vs %s (%s, %s)\n"
        .formatted(
            printable(group.model()),
            printable(group.reference()),
            group.kind().label(),
            group.mode().label());
  }

  static String cell(Estimate estimate) {
    return NumberText.signed(estimate.value()) + (estimate.excludesZero() ? "*" : " ");
  }

  static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private static String centred(String text, int width) {
    String start = right(text, (width + text.length() + 1) / 2);
    return start + " ".repeat(Math.max(0, width - start.length()));
  }

  /** Names come from directories: a control or direction mark in one must not reach a terminal. */
  static String printable(String name) {
    StringBuilder text = new StringBuilder(name.length());
    name.codePoints()
        .map(
            character ->
                switch (Character.getType(character)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.SURROGATE,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR ->
                      '?';
                  default -> character;
                })
        .forEach(text::appendCodePoint);
    return text.toString();
  }
}
