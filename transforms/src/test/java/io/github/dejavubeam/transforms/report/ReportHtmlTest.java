package io.github.dejavubeam.transforms.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
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
  void saysThatGapsByCaptionAreNotMeasuredWhereCaptionsWereNotKept() {
    Comparison comparison = Studies.comparison("A", "B", 10, 1);
    VlmSummary.Builder summary =
        VlmSummary.builder()
            .setTarget(SplitCounts.of(20, 16, 3, 1))
            .setPublicSet(SplitCounts.of(12, 11, 0, 1))
            .setLeaks(LeakCounts.of(0, 0, 0))
            .setComparisons(
                List.of(Studies.result(comparison, Studies.POSITIVE, Studies.UNDECIDED)));
    SliceResult unknown = slice(comparison, Slice.ofUnknownCaption(), 16);
    String none = page(summary.setSlices(List.of(unknown)).build(), Map.of());
    String some =
        page(
            summary
                .setSlices(List.of(unknown, slice(comparison, Slice.ofObjectsNamed(false), 20)))
                .build(),
            Map.of());

    String kept = "the vectors of 16 target examples were kept without captions.</p>";
    assertTrue(none.contains("Gaps by caption are not measured: " + kept), none);
    assertFalse(none.contains("By number of words of the caption"));
    assertTrue(some.contains("Gaps by caption are those of some examples: " + kept), some);
    assertTrue(some.contains("Objects that the caption names, and objects that it does not name"));
  }

  private static SliceResult slice(Comparison comparison, Slice slice, long n) {
    return new SliceResult(
        comparison, slice, n, Studies.POSITIVE, Studies.POSITIVE, Studies.POSITIVE, null);
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
    // Of three p-values, the second smallest counts for three halves.
    assertTrue(page.contains("<td>0.190<br>(0.285)</td>"), page);
    assertTrue(
        page.contains("<th scope=\"row\">min_dist</th><td>0.1</td><td>1</td><td>+0.200</td>"));
  }

  @Test
  void aPlotNamesItsTableAndItsRowsAndBothAreInThePage() throws Exception {
    String name = "=A \"</script>\u2028";
    VlmSummary summary =
        Studies.summary(
            Studies.result(
                Studies.comparison(name, "B", 10, 1), Studies.POSITIVE, Studies.UNDECIDED));
    String page = page(summary, Map.of());

    List<JsonNode> plots = plots(page);
    // Gaps, recall, and curves by three orders.
    assertEquals(5, plots.size());
    for (JsonNode plot : plots) {
      String table = table(page, plot.get("table").asText());
      String model = plot.at("/where/model").asText();
      assertEquals("'" + name, model);
      assertTrue(table.contains(model.replace("\"", "\"\"")), table);
    }
    assertEquals(
        new String(ResultTables.csv(summary).get("recall.csv"), UTF_8), table(page, "recall.csv"));
  }

  @Test
  void modelsArePlottedInTheOrderGiven() throws Exception {
    String page =
        page(
            Studies.summary(
                Studies.result(
                    Studies.comparison("A", "C", 10, 1), Studies.POSITIVE, Studies.POSITIVE),
                Studies.result(
                    Studies.comparison("B", "C", 10, 1), Studies.POSITIVE, Studies.POSITIVE)),
            Map.of());

    List<JsonNode> trends =
        plots(page).stream().filter(plot -> plot.get("kind").asText().equals("trend")).toList();
    assertEquals(3, trends.size());
    assertEquals("[\"B\",\"A\"]", trends.get(0).get("order").toString());
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

    assertEquals(scripts(page(Studies.summary(), Map.of())), scripts(page));
    assertFalse(withoutScripts(page).contains("<script"));
    assertEquals(-1, page.indexOf('\u0000'));
    assertTrue(
        page.contains(
            "<dt><bdi>&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;\uFFFD{{settings}}\u202E</bdi></dt>"));
  }

  @Test
  void aNameOfTenThousandCharactersIsShownWhole() {
    String name = "x".repeat(10_000);

    assertTrue(page(Studies.summary(), Map.of("model", name)).contains("<bdi>" + name + "</bdi>"));
  }

  @Test
  void needsNothingButItself() throws IOException {
    String page =
        withoutScripts(page(GoldenStudy.read(), Map.of("k", "1,10,100")))
            // What licences want to be said names addresses, as text.
            .replaceAll("(?s)<pre>.*</pre>", "");

    for (String reach : List.of("http:", "https:", "src=", "url(", "@import", "<script")) {
      assertFalse(page.contains(reach), reach);
    }
    assertEquals(count(page, "href="), count(page, "href=\"#"));
    assertFalse(Pattern.compile("\\{\\{\\w+}}").matcher(page).find());
  }

  @Test
  void thePolicyRunsTheScriptsOfThePageAlone() throws Exception {
    String page = page(Studies.summary(), Map.of());

    List<String> scripts = scripts(page);
    assertEquals(2, scripts.size());
    StringBuilder hashes = new StringBuilder();
    for (String script : scripts) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      hashes.append(" 'sha256-").append(Base64.getEncoder().encodeToString(digest)).append("'");
    }
    assertTrue(page.contains("default-src 'none'"));
    assertTrue(page.contains("script-src" + hashes + ";"));
    assertTrue(page.contains("Licensed to the Apache Software Foundation"));
    assertTrue(page.contains("Apache ECharts"));
  }

  @Test
  void everyElementIsClosedAndEveryTableCanBeFollowed() throws IOException {
    String page = withoutScripts(page(GoldenStudy.read(), Map.of("k", "1,10,100")));

    for (String element :
        List.of(
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "caption",
            "article",
            "p",
            "dl",
            "dt",
            "dd",
            "div",
            "span",
            "bdi",
            "strong",
            "main",
            "h1",
            "h2",
            "h3",
            "section",
            "figure",
            "figcaption",
            "details",
            "summary",
            "button",
            "ul",
            "li",
            "nav",
            "header",
            "footer",
            "a",
            "pre")) {
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
    return new String(ReportHtml.bytes(summary, Studies.manifest(settings), Gallery.EMPTY), UTF_8);
  }

  private static long count(String page, String part) {
    return Pattern.compile(Pattern.quote(part)).matcher(page).results().count();
  }

  private static final Pattern DATA =
      Pattern.compile("<script type=\"application/gzip\" data-table=\"([^\"]+)\">([^<]+)</script>");
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern PLOT = Pattern.compile("data-plot=\"([^\"]+)\"");

  private static String withoutScripts(String page) {
    return SCRIPT.matcher(DATA.matcher(page).replaceAll("")).replaceAll("");
  }

  private static List<String> scripts(String page) {
    return SCRIPT.matcher(page).results().map(script -> script.group(1)).toList();
  }

  private static List<JsonNode> plots(String page) throws IOException {
    List<JsonNode> plots = new ArrayList<>();
    for (MatchResult plot : PLOT.matcher(page).results().toList()) {
      plots.add(
          new ObjectMapper()
              .readTree(
                  plot.group(1)
                      .replace("&quot;", "\"")
                      .replace("&lt;", "<")
                      .replace("&gt;", ">")
                      .replace("&#39;", "'")
                      .replace("&amp;", "&")));
    }
    return plots;
  }

  private static String table(String page, String name) throws IOException {
    for (MatchResult data : DATA.matcher(page).results().toList()) {
      if (data.group(1).equals(name)) {
        byte[] packed = Base64.getDecoder().decode(data.group(2));
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
          return new String(in.readAllBytes(), UTF_8);
        }
      }
    }
    throw new AssertionError("no table " + name);
  }
}
