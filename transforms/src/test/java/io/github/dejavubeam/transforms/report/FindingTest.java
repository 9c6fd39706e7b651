package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingTest {

  private static final Estimate UP = Studies.POSITIVE;
  private static final Estimate DOWN = Studies.NEGATIVE;
  private static final Estimate OPEN = Studies.UNDECIDED;

  @Test
  void aSecondModelThatRecoversLessIsEvidence() {
    assertEquals("Evidence of memorization: A recovers more than B.", twoModel(UP, UP));
    assertEquals(
        "Evidence of memorization: A recovers more by precision than B; by recall the interval"
            + " contains 0.",
        twoModel(UP, OPEN));
    assertEquals(
        "Evidence of memorization: A recovers more by recall than B; by precision the interval"
            + " contains 0.",
        twoModel(OPEN, UP));
  }

  @Test
  void anIntervalAroundZeroOrANegativeGapIsNone() {
    assertEquals(
        "No evidence of memorization found: both intervals contain 0.", twoModel(OPEN, OPEN));
    assertEquals("No evidence of memorization: B recovers more than A.", twoModel(DOWN, DOWN));
    assertEquals(
        "No evidence of memorization: B recovers more by recall than A; by precision the interval"
            + " contains 0.",
        twoModel(OPEN, DOWN));
    assertEquals(
        "No clear finding: precision and recall point in opposite directions.", twoModel(UP, DOWN));
    assertEquals("Nothing was measured.", twoModel(Studies.UNMEASURED, UP));
    Estimate noInterval = Estimate.of(1, Double.NaN, Double.NaN, Double.NaN);
    assertEquals("Nothing was measured.", twoModel(UP, noInterval));
  }

  @Test
  void aTextEmbedderNeverGivesEvidenceAlone() {
    assertEquals("A recovers more than B: memorization, or a better labeller.", oneModel(UP, UP));
    assertEquals(
        "B recovers more than A: a better labeller, beside which memorization would not show.",
        oneModel(DOWN, DOWN));
    assertTrue(finding(ReferenceKind.ONE_MODEL, UP, UP).caution().contains("control set"));
    assertEquals("", finding(ReferenceKind.TWO_MODEL, UP, UP).caution());
  }

  @Test
  void theNumbersAreWinsLossesGapAndInterval() {
    Finding finding = finding(ReferenceKind.TWO_MODEL, UP, DOWN);

    assertEquals(
        "Precision: that of A is higher on 37.5 % of 16 examples, that of B on 12.5 %, a gap of"
            + " 25.0 points (95 % interval 12.5 to 37.5).",
        plain(finding.precision()));
    assertEquals(
        "Recall: that of A is higher on 31.3 % of 16 examples, that of B on 6.3 %, a gap of"
            + " -25.0 points (95 % interval -37.5 to -12.5).",
        plain(finding.recall()));
    assertEquals("", finding(ReferenceKind.TWO_MODEL, UP, Studies.UNMEASURED).recall());
  }

  @Test
  void withAControlSetTheDifferenceSpeaks() {
    ComparisonResult result =
        Studies.result(
                Comparison.of("A", "B", ReferenceKind.ONE_MODEL, Mode.T2I, 10, 1), DOWN, DOWN)
            .toBuilder()
            .setControl(new ControlResult(8, DOWN, DOWN, DOWN, UP, UP, UP, List.of(), List.of(), 0))
            .build();
    Finding finding = new Finding(result);

    assertEquals(
        "Evidence of memorization: beside B, A recovers more on the target set than on the control"
            + " set.",
        plain(finding.verdict()));
    assertEquals(
        "Precision: a gap of -25.0 points on the target set and of -25.0 on the control set, a"
            + " difference of 25.0 points (95 % interval 12.5 to 37.5).",
        plain(finding.precision()));
    assertTrue(finding.caution().contains("positive where both gaps are negative"));
  }

  private static String twoModel(Estimate ppg, Estimate prg) {
    return plain(finding(ReferenceKind.TWO_MODEL, ppg, prg).verdict());
  }

  private static String oneModel(Estimate ppg, Estimate prg) {
    return plain(finding(ReferenceKind.ONE_MODEL, ppg, prg).verdict());
  }

  private static Finding finding(ReferenceKind kind, Estimate ppg, Estimate prg) {
    return new Finding(
        Studies.result(
            Comparison.of("A", "B", kind, Mode.T2I, 10, Comparison.ALL_OBJECTS), ppg, prg));
  }

  private static String plain(String html) {
    return html.replaceAll("</?bdi>", "").replace("&nbsp;", " ");
  }
}
