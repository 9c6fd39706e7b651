package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResultTableTest {

  @Test
  void groupsByModelsAndModeWithARowForEachK() {
    VlmSummary summary =
        Studies.summary(
            Studies.result(
                Studies.comparison("clip-a", "clip-b", 100, 1),
                Studies.NEGATIVE,
                Studies.UNMEASURED),
            Studies.result(
                Studies.comparison("clip-a", "clip-b", 10, Comparison.ALL_OBJECTS),
                Studies.POSITIVE,
                Studies.UNDECIDED),
            Studies.result(
                Studies.comparison("clip-a", "clip-b", 10, 1),
                Estimate.of(-0.0004, -0.1, 0.1, 0.9),
                Estimate.of(1, 1, 1, 0)),
            Studies.result(
                Comparison.of("clip-a", "minilm", ReferenceKind.ONE_MODEL, Mode.T2T, 10, 1),
                Studies.NEGATIVE,
                Studies.NEGATIVE));

    assertEquals(
        """
        Target examples: 16 scored of 20 read, 3 unlabelled, 1 skipped
        Public examples: 11 indexed of 12 read, 1 skipped
        Leaks: 0 targets share their image and 2 their caption with a public example, 0 left out

                     top-1              all
             k     PPG      PRG      PPG      PRG
        ------------------------------------------
        clip-a vs clip-b (two-model, t2i)
            10   0.000   +1.000*  +0.250*  +0.031
           100  -0.250*       -
        clip-a vs minilm (one-model, t2t)
            10  -0.250*  -0.250*

        PPG: share of the examples on which the model's precision is higher than the reference's, less
             the share on which it is lower; PRG: the same with recall.
        * the 95 % interval excludes 0.   - not measured.
        """,
        ResultTable.text(summary));
  }

  @Test
  void theDifferenceFromTheControlComesFirstAndSaysWhy() {
    VlmSummary summary =
        Studies.controlled(
            Studies.result(
                    Comparison.of("clip-a", "minilm", ReferenceKind.ONE_MODEL, Mode.T2I, 10, 1),
                    Studies.NEGATIVE,
                    Studies.NEGATIVE)
                .toBuilder()
                .setControl(Studies.control(Studies.POSITIVE, Studies.UNDECIDED))
                .build());

    assertEquals(
        """
        Target examples: 16 scored of 20 read, 3 unlabelled, 1 skipped
        Public examples: 11 indexed of 12 read, 1 skipped
        Control examples: 8 scored of 9 read, 1 unlabelled, 0 skipped

        Gaps on the target set less those on the control set, examples that no model was trained on.
        A gap by itself also shows which of the two labels better, whatever was memorized: a text
        embedder is another labeller than the model, and the order max_pred_gap picks the examples by
        their gap. The control's gap shows the same, so the difference is what memory adds.

                     top-1
             k     PPG      PRG
        ------------------------
        clip-a vs minilm (one-model, t2i)
            10  +0.250*  +0.031

        The gaps on the target set by themselves

                     top-1
             k     PPG      PRG
        ------------------------
        clip-a vs minilm (one-model, t2i)
            10  -0.250*  -0.250*

        PPG: share of the examples on which the model's precision is higher than the reference's, less
             the share on which it is lower; PRG: the same with recall.
        * the 95 % interval excludes 0.   - not measured.
        """,
        ResultTable.text(summary));
  }

  @Test
  void aStudyWithoutComparisonsSaysSo() {
    VlmSummary nothing =
        VlmSummary.of(
            SplitCounts.of(5, 0, 5, 0),
            SplitCounts.of(0, 0, 0, 0),
            LeakCounts.of(0, 0, 0),
            List.of());

    assertEquals(
        """
        Target examples: 0 scored of 5 read, 5 unlabelled, 0 skipped
        Public examples: 0 indexed of 0 read, 0 skipped

        No comparison was made.
        """,
        ResultTable.text(nothing));
  }

  @Test
  void aNameCannotSteerTheTerminal() {
    String text =
        ResultTable.text(
            Studies.summary(
                Studies.result(
                    Studies.comparison("red\u001B[31m\r\nline", "\u202Eübel\u2028\uD83E", 1, 1),
                    Studies.POSITIVE,
                    Studies.POSITIVE)));

    assertTrue(text.contains("\nred?[31m??line vs ?übel?? (two-model, t2i)\n"), text);
  }

  @Test
  void theGoldenTableFitsAHundredColumnsOfAscii() throws IOException {
    String text = ResultTable.text(GoldenStudy.read());

    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')));
    assertTrue(text.lines().allMatch(line -> line.length() <= 100));
    assertTrue(
        text.contains(
            """
            clip-a vs clip-b (two-model, t2i)
                 1  +0.120*  +0.120*  +0.126*  +0.130*  +0.126*  +0.130*
            """),
        text);
    assertEquals(
        12,
        text.lines().filter(line -> line.matches(" +\\d+( +[+-]?\\d\\.\\d{3}\\*?){6}")).count());
  }
}
