package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A headline speaks for one comparison and says so, and tells what the others show. */
class HeadlineTest {

  private static final ComparisonResult BY_10 =
      Studies.result(Studies.comparison("A", "B", 10, 10), Studies.POSITIVE, Studies.POSITIVE);
  private static final ComparisonResult BY_100 =
      Studies.result(Studies.comparison("A", "B", 100, 10), Studies.UNDECIDED, Studies.UNDECIDED);
  private static final String EVIDENCE = "By 10 neighbours: Evidence of memorization";

  @Test
  void neighboursThatAreMoreThanATenthOfThePublicSetDoNotLead() {
    assertTrue(html(145, BY_10, BY_100).contains(EVIDENCE));
    assertTrue(html(999, BY_10, BY_100).contains(EVIDENCE));
    assertTrue(html(999, BY_10, BY_100).contains("a tenth of the 999 public examples"));
    assertTrue(html(999, BY_10, BY_100).contains("Of its 4 gaps"));
  }

  @Test
  void theMostNeighboursThatAreATenthOfThePublicSetLead() {
    assertTrue(html(1000, BY_10, BY_100).contains("By 100 neighbours: No evidence"));
    assertTrue(html(100, BY_10, BY_100).contains(EVIDENCE));
  }

  @Test
  void theFewestNeighboursLeadWhereThePublicSetIsSmall() {
    assertTrue(html(99, BY_100, BY_10).contains(EVIDENCE));
  }

  @Test
  void oneNeighbourIsTheNearest() {
    ComparisonResult nearest =
        Studies.result(Studies.comparison("A", "B", 1, 10), Studies.POSITIVE, Studies.POSITIVE);
    assertTrue(html(5, nearest).contains("By the nearest neighbour: Evidence of memorization"));
  }

  @Test
  void plotsBeginWithTheNeighboursThatLead() {
    String plots = new VlmPlots(summary(145, BY_10, BY_100)).recall().replace("&quot;", "\"");
    assertTrue(plots.contains("[[\"10\",\"10\"],[\"100\",\"100\"]],\"value\":\"10\""), plots);
  }

  private static VlmSummary summary(long publicExamples, ComparisonResult... results) {
    return VlmSummary.of(
        SplitCounts.of(20, 16, 3, 1),
        SplitCounts.of(publicExamples + 1, publicExamples, 0, 1),
        LeakCounts.of(0, 0, 0),
        List.of(results));
  }

  private static String html(long publicExamples, ComparisonResult... results) {
    return Headline.html(summary(publicExamples, results));
  }

  @Test
  void oneUndecidedComparisonDoesNotHideTheOthers() {
    String html =
        html(
            10_000,
            Studies.result(Studies.comparison("A", "B", 1, 10), Studies.POSITIVE, Studies.POSITIVE),
            Studies.result(
                Studies.comparison("A", "B", 10, 10), Studies.NEGATIVE, Studies.UNDECIDED),
            Studies.result(
                Studies.comparison("A", "B", 100, 10), Studies.UNDECIDED, Studies.UNMEASURED),
            Studies.result(
                Studies.comparison("A", "B", 1000, 10), Studies.UNDECIDED, Studies.UNDECIDED));
    assertTrue(
        html.contains("By 1000 neighbours: No evidence of memorization found: both intervals"),
        html);
    assertTrue(html.contains("Of its 8 gaps"), html);
    assertTrue(html.contains("2 are above and 1 below&nbsp;0"), html);
  }
}
