package io.github.dejavubeam.transforms.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReportHtmlTest {

  @Test
  void saysWhatWasFoundAtEveryKWithAllObjects() {
    String page =
        page(
            Studies.summary(
                Studies.result(
                    Studies.comparison("A", "B", 100, 1), Studies.NEGATIVE, Studies.NEGATIVE),
                Studies.result(
                    Studies.comparison("A", "B", 100, Comparison.ALL_OBJECTS),
                    Studies.POSITIVE,
                    Studies.POSITIVE),
                Studies.result(
                    Studies.comparison("A", "B", 10, Comparison.ALL_OBJECTS),
                    Studies.NEGATIVE,
                    Studies.NEGATIVE)),
            Map.of());

    assertEquals(2, count(page, "class=\"verdict\""));
    int first =
        page.indexOf(
            "<p class=\"verdict\">k&nbsp;=&nbsp;10: No evidence of memorization: <bdi>B</bdi>"
                + " recovers more than <bdi>A</bdi>.</p>");
    int second =
        page.indexOf(
            "<p class=\"verdict\">k&nbsp;=&nbsp;100: Evidence of memorization: <bdi>A</bdi> recovers"
                + " more than <bdi>B</bdi>.</p>");
    assertTrue(first > 0 && second > first, page);
    assertTrue(page.contains("<h3><bdi>A</bdi> vs <bdi>B</bdi> (two-model, t2i), all</h3>"));
  }

  @Test
  void showsCountsLeaksAndTheMarkedGaps() {
    String page =
        page(
            Studies.summary(
                Studies.result(
                    Studies.comparison("A", "B", 10, 1), Studies.POSITIVE, Studies.UNDECIDED)),
            Map.of());

    assertTrue(page.contains("16 target examples scored of 20 read (3 unlabelled, 1 skipped)"));
    assertTrue(page.contains("Leaks: 0 target examples share their image and 2 their caption"));
    assertTrue(
        page.contains(
            "<tr><th scope=\"row\">10</th><td><strong class=\"above\">+0.250<span class=\"mark\">*</span></strong>"
                + "</td><td>+0.031</td></tr>"));
    assertTrue(
        page.contains(
            "+0.250 <span class=\"interval\">(+0.125 to +0.375)</span></td><td>&lt;0.001"));
    assertTrue(
        page.contains("<th scope=\"row\">min_dist</th><td>0.1</td><td>1</td><td>+0.200</td>"));
  }

  @Test
  void nothingFromOutsideBecomesMarkupOrAPlaceToFill() {
    String hostile = "\"><script>alert('x')</script>&\u0000{{settings}}\u202E";
    String page =
        page(
            Studies.summary(
                Studies.result(
                    Studies.comparison(hostile, hostile, 1, 1),
                    Studies.POSITIVE,
                    Studies.POSITIVE)),
            Map.of(hostile, hostile));

    assertFalse(page.contains("<script"));
    assertEquals(-1, page.indexOf('\u0000'));
    assertTrue(
        page.contains(
            "<dt><bdi>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\uFFFD{{settings}}\u202E</bdi></dt>"));
  }

  @Test
  void needsNothingButItself() throws IOException {
    String page = page(GoldenStudy.read(), Map.of("k", "1,10,100"));

    for (String reach : List.of("http:", "https:", "src=", "href=", "url(", "@import", "<script")) {
      assertFalse(page.contains(reach), reach);
    }
    assertFalse(Pattern.compile("\\{\\{\\w+}}").matcher(page).find());
  }

  @Test
  void everyElementIsClosedAndEveryTableCanBeFollowed() throws IOException {
    String page = page(GoldenStudy.read(), Map.of("k", "1,10,100"));

    for (String element :
        List.of(
            "table", "thead", "tbody", "tr", "th", "td", "caption", "article", "p", "dl", "dt",
            "dd", "div", "span", "bdi", "strong", "main", "h1", "h2", "h3")) {
      assertEquals(
          count(page, "</" + element + ">"),
          Pattern.compile("<" + element + "[ >]").matcher(page).results().count(),
          element);
    }
    assertEquals(3, count(page, "<caption id="));
    assertEquals(count(page, "</th>"), count(page, "<th scope="));
    assertEquals(12 + 36 + 4 * 9, count(page, "<th scope=\"row\">"));
  }

  @Test
  void aStudyWithoutComparisonsSaysSo() {
    VlmSummary nothing =
        VlmSummary.of(
            SplitCounts.of(5, 0, 5, 0),
            SplitCounts.of(0, 0, 0, 0),
            LeakCounts.of(0, 0, 0),
            List.of());
    String page = page(nothing, Map.of());

    assertTrue(page.contains("<p>No comparison was made.</p>"));
    assertFalse(page.contains("<table"));
    assertFalse(page.contains("Leaks"));
  }

  private static String page(VlmSummary summary, Map<String, String> settings) {
    return new String(ReportHtml.bytes(summary, settings), UTF_8);
  }

  private static long count(String page, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(page).results().count();
  }
}
