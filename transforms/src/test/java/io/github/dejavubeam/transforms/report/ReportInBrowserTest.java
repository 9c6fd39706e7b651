package io.github.dejavubeam.transforms.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dejavubeam.schemas.VlmSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The report as a reader has it. Where a Chromium is installed, pictures of the pages are left in
 * {@code target/report-pictures} to be looked at.
 */
final class ReportInBrowserTest {

  private static final Path PICTURES = Path.of("target/report-pictures");
  private static final String FIGURES = "[...document.querySelectorAll('[data-plot]')]";

  /** Words of plots that stick out of them, or cover half of others. */
  private static final String MISPLACED_WORDS =
      FIGURES
          + """
          .flatMap(figure => {
            const svg = figure.querySelector('svg');
            const frame = svg.getBoundingClientRect();
            const words = [...svg.querySelectorAll('text')]
                .map(word => [word.textContent, word.getBoundingClientRect()]);
            const out = words.filter(([, box]) => box.left < frame.left - 1
                || box.right > frame.right + 1 || box.bottom > frame.bottom + 1);
            const over = words.filter(([, a], i) => words.slice(0, i).some(([, b]) =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
                && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4));
            return [...out, ...over].map(([text]) => figure.dataset.plot.slice(0, 40) + text);
          })""";

  private static final int TAB = 9;
  private static final int ENTER = 13;
  private static final int DOWN = 40;

  private static final VlmSummary SUMMARY = ShownStudies.vlm("model \"</script>\u202E\u2028");

  @TempDir static Path folder;
  private static Chromium chromium;
  private static Path vlm;
  private static Path image;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.start();
    vlm = folder.resolve("vlm.html");
    Files.write(
        vlm, ReportHtml.bytes(SUMMARY, ShownStudies.manifest(SUMMARY), ShownStudies.gallery()));
    image = folder.resolve("image.html");
    Files.write(
        image,
        ImageReportHtml.bytes(
            ShownStudies.image(),
            ShownStudies.SWEEP,
            0.25,
            Studies.manifest(Map.of()),
            ShownStudies.gallery()));
  }

  @AfterAll
  static void close() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @Test
  void everyPlotIsDrawnAndEveryPictureSeenWithoutAnError() throws Exception {
    for (Path page : List.of(vlm, image)) {
      chromium.showOn(1280, "light");
      chromium.open(page);

      assertEquals(List.of(), chromium.errors());
      JsonNode drawn =
          chromium.evaluate(
              FIGURES
                  + ".map(f => [f.dataset.plot, Number(f.dataset.drawn), f.querySelectorAll('svg path').length])");
      assertTrue(drawn.size() >= 5, drawn.toString());
      for (JsonNode plot : drawn) {
        assertTrue(plot.get(1).asInt() > 0, "no rows: " + plot);
        assertTrue(plot.get(2).asInt() > 1, "nothing drawn: " + plot);
      }
      JsonNode pictures =
          chromium.evaluate("[...document.images].map(i => [i.naturalWidth, i.alt])");
      assertTrue(pictures.size() >= 4, pictures.toString());
      for (JsonNode picture : pictures) {
        assertTrue(picture.get(0).asInt() > 0 && !picture.get(1).asText().isEmpty());
      }
    }
  }

  @Test
  void theWordsOfAPlotNeitherOverlapNorLeaveIt() throws Exception {
    for (Path page : List.of(vlm, image)) {
      for (int width : List.of(1280, 390)) {
        chromium.showOn(width, "light");
        chromium.open(page);

        assertEquals("[]", chromium.evaluate(MISPLACED_WORDS).toString(), page + " at " + width);
      }
    }
  }

  @Test
  void nothingOfTheDataRunsOrTurnsTheTextAround() throws Exception {
    chromium.showOn(1280, "light");
    chromium.open(vlm);

    assertEquals(2, chromium.evaluate("document.scripts.length").asInt() - tables());
    String title = chromium.evaluate("document.title").asText();
    assertEquals("Memorization of early, model \"</script>\u202E\u2028", title);
  }

  private static int tables() throws Exception {
    return chromium.evaluate("document.querySelectorAll('script[data-table]').length").asInt();
  }

  @Test
  void aTableIsSavedByteForByte() throws Exception {
    chromium.showOn(1280, "light");
    chromium.open(vlm);
    chromium.evaluate(
        "URL.createObjectURL = blob => { blob.text().then(text => window.saved = text); return '#'; }");

    chromium.evaluate("document.querySelector('[data-save=\"comparisons.csv\"]').click()");
    chromium.waitUntil("window.saved !== undefined");

    assertEquals(
        new String(ResultTables.csv(SUMMARY).get("comparisons.csv"), UTF_8),
        chromium.evaluate("window.saved").asText());
  }

  @Test
  void aKeyboardReachesTheResultsTheChoicesAndTheNumbers() throws Exception {
    chromium.showOn(1280, "light");
    chromium.open(vlm);
    String focused =
        "document.activeElement.tagName + ' ' + (document.activeElement.getAttribute('href') || '')";

    chromium.press("Tab", TAB);
    assertEquals("A #main", chromium.evaluate(focused).asText());
    chromium.press("Enter", ENTER);
    chromium.waitUntil("document.activeElement.id === 'main'");

    List<String> path = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      chromium.press("Tab", TAB);
      path.add(chromium.evaluate("document.activeElement.tagName").asText());
    }
    assertTrue(path.containsAll(List.of("SELECT", "BUTTON", "SUMMARY", "DIV")), path.toString());

    chromium.evaluate("document.querySelector('#recall select').focus()");
    String before = chromium.evaluate("document.querySelector('#recall svg').innerHTML").asText();
    chromium.press("ArrowDown", DOWN);
    chromium.press("ArrowUp", 38);
    chromium.press("ArrowDown", DOWN);
    assertNotEquals(
        before, chromium.evaluate("document.querySelector('#recall svg').innerHTML").asText());

    chromium.evaluate("document.querySelector('#recall summary').focus()");
    chromium.press("Enter", ENTER);
    chromium.waitUntil("document.querySelectorAll('#recall details td').length > 9");
  }

  @Test
  void aPhoneAndADarkScreenShowItToo() throws Exception {
    for (Path page : List.of(vlm, image)) {
      String name = page.getFileName().toString().replace(".html", "");
      for (int width : List.of(1280, 390)) {
        for (String scheme : List.of("light", "dark")) {
          chromium.showOn(width, scheme);
          chromium.open(page);

          assertTrue(
              chromium.evaluate("document.documentElement.scrollWidth").asInt() <= width,
              name + " is wider than " + width);
          String paper =
              chromium.evaluate("getComputedStyle(document.body).backgroundColor").asText();
          assertEquals(scheme.equals("light"), paper.equals("rgb(255, 255, 255)"), paper);
          assertEquals(List.of(), chromium.errors());
          chromium.picture(PICTURES.resolve(name + "-" + width + "-" + scheme + ".png"));
        }
      }
      chromium.print(PICTURES.resolve(name + ".pdf"));
    }
  }
}
