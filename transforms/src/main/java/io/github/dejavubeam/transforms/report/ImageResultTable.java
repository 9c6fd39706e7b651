package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.DejaVuLeaks;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.PredictorResult;

/** {@code tables/table.txt} of an image study, which is printed, too. */
public final class ImageResultTable {

  private static final int WIDTH = 9;
  private static final String BEYOND = "beyond the control's";
  private static final String LEGEND =
      """
      A predictor names the class of the object from background alone. Déjà vu: accuracy of the model
      less that of the reference, which is memory. Memorized: share of the examples on which the
      model is right and the reference wrong.
      * the 95 % interval excludes 0.   - not measured.
      """;

  private static final String DIFFERENCE =
      """
      Déjà vu scores on the target set less those on the control set, examples that no model was
      trained on. A score by itself also shows which of the two predicts better, whatever was
      memorized: a classifier or tags predict in another way than the neighbours of an embedding. The
      control's score shows the same, so the difference is what memory adds.

      """;

  private ImageResultTable() {}

  /** The table, its lines ended by line feeds. */
  public static String text(ImageSummary summary) {
    StringBuilder text = new StringBuilder(counts(summary));
    if (summary.shift() != null) {
      text.append(ShiftText.of(summary.shift()));
    }
    text.append('\n');
    int width = width(summary);
    if (summary.control() != null) {
      text.append(DIFFERENCE);
      differences(text, width, summary);
    }
    row(text, width, "predictor", "top-1 ", "top-5 ");
    text.append("-".repeat(width + 2 * WIDTH)).append('\n');
    for (PredictorResult predictor : summary.predictors()) {
      row(
          text,
          width,
          ResultTable.printable(predictor.name()),
          NumberText.share(predictor.top1()) + " ",
          NumberText.share(predictor.top5()) + " ");
    }
    text.append('\n');
    if (summary.dejaVu().stream().allMatch(result -> result.leaks() != null)) {
      leaks(text, width, summary);
    }
    row(text, width, "déjà vu score", "top-1 ", "top-5 ", "memor.");
    text.append("-".repeat(width + 3 * WIDTH)).append('\n');
    for (DejaVuResult result : summary.dejaVu()) {
      row(
          text,
          width,
          title(result),
          ResultTable.cell(result.top1()),
          ResultTable.cell(result.top5()),
          NumberText.share((double) result.memorized() / result.n()));
    }
    return text.append('\n').append(LEGEND).toString();
  }

  private static void differences(StringBuilder text, int width, ImageSummary summary) {
    row(text, width, BEYOND, "top-1 ", "top-5 ", "target ", "control ");
    text.append("-".repeat(width + 4 * WIDTH)).append('\n');
    for (int i = 0; i < summary.dejaVu().size(); i++) {
      DejaVuResult result = summary.dejaVu().get(i);
      row(
          text,
          width,
          title(result),
          ResultTable.cell(result.difference().top1()),
          ResultTable.cell(result.difference().top5()),
          ResultTable.cell(result.top1()),
          ResultTable.cell(summary.control().dejaVu().get(i).top1()));
    }
    text.append("\nTarget, control: the scores by themselves, top-1.\n\n");
  }

  private static void leaks(StringBuilder text, int width, ImageSummary summary) {
    boolean excluded = summary.leaks().excluded() > 0;
    row(text, width, excluded ? "déjà vu with leaks" : "déjà vu without leaks", "top-1 ", "top-5 ");
    text.append("-".repeat(width + 2 * WIDTH)).append('\n');
    for (DejaVuResult result : summary.dejaVu()) {
      DejaVuLeaks.Scores other = excluded ? result.leaks().with() : result.leaks().without();
      row(
          text,
          width,
          title(result),
          ResultTable.cell(other.top1()),
          ResultTable.cell(other.top5()));
    }
    text.append('\n');
  }

  /** What became of the examples, a line for each set. */
  static String counts(ImageSummary summary) {
    return scored("Target", summary.target())
        + "Public examples: %d indexed of %d read, %d skipped\n"
            .formatted(
                summary.publicSet().used(),
                summary.publicSet().read(),
                summary.publicSet().skipped())
        + (summary.control() == null ? "" : scored("Control", summary.control().target()))
        + leaks("targets", "a public image", summary.leaks())
        + (summary.control() == null
            ? ""
            : leaks("controls", "a public or target image", summary.control().leaks()));
  }

  private static String leaks(String set, String with, LeakCounts leaks) {
    return leaks.isEmpty()
        ? ""
        : "Leaks: %d %s have the same bytes as %s, %d left out\n"
            .formatted(leaks.sameImage(), set, with, leaks.excluded());
  }

  private static String scored(String set, ImageSummary.Target counts) {
    return "%s examples: %d scored of %d read, %d unlabelled, %d without background, %d skipped\n"
        .formatted(
            set,
            counts.scored(),
            counts.read(),
            counts.unlabelled(),
            counts.noBackground(),
            counts.skipped());
  }

  private static int width(ImageSummary summary) {
    int width = summary.control() == null ? 0 : BEYOND.length();
    for (PredictorResult predictor : summary.predictors()) {
      width = Math.max(width, predictor.name().length());
    }
    for (DejaVuResult result : summary.dejaVu()) {
      width = Math.max(width, title(result).length());
    }
    return width + 2;
  }

  private static String title(DejaVuResult result) {
    return "%s vs %s (%s)"
        .formatted(
            ResultTable.printable(result.model()),
            ResultTable.printable(result.reference()),
            result.kind().label());
  }

  private static void row(StringBuilder text, int width, String heading, String... cells) {
    StringBuilder row = new StringBuilder(heading);
    row.append(" ".repeat(Math.max(0, width - heading.length())));
    for (String cell : cells) {
      row.append(ResultTable.right(cell, WIDTH));
    }
    text.append(row.toString().stripTrailing()).append('\n');
  }
}
