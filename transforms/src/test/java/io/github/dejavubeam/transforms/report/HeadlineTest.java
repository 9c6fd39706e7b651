package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.VlmSummary;
import org.junit.jupiter.api.Test;

/** A headline speaks for one comparison and says so, and tells what the others show. */
class HeadlineTest {

  @Test
  void oneUndecidedComparisonDoesNotHideTheOthers() {
    VlmSummary summary =
        Studies.summary(
            Studies.result(Studies.comparison("A", "B", 1, 10), Studies.POSITIVE, Studies.POSITIVE),
            Studies.result(
                Studies.comparison("A", "B", 10, 10), Studies.NEGATIVE, Studies.UNDECIDED),
            Studies.result(
                Studies.comparison("A", "B", 100, 10), Studies.UNDECIDED, Studies.UNMEASURED),
            Studies.result(
                Studies.comparison("A", "B", 1000, 10), Studies.UNDECIDED, Studies.UNDECIDED));
    String html = Headline.html(summary);
    assertTrue(
        html.contains("By 1000 neighbours: No evidence of memorization found: both intervals"),
        html);
    assertTrue(html.contains("Of its 8 gaps"), html);
    assertTrue(html.contains("2 are above and 1 below&nbsp;0"), html);
  }
}
