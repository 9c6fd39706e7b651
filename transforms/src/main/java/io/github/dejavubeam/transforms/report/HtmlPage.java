package io.github.dejavubeam.transforms.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page that needs nothing else: style, scripts, tables and images are in it, and its policy lets
 * it run its own scripts alone and reach nothing. It is read with a keyboard or by a screen reader:
 * landmarks, headings in order, a link past the contents.
 */
final class HtmlPage {

  /**
   * A section. Everything but the id is HTML already.
   *
   * @param id unique in the page
   * @param heading its heading
   * @param content what is under it; a section without content is left out
   */
  record Section(String id, String heading, String content) {}

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlPage() {}

  /**
   * The page, UTF-8.
   *
   * @param title its title, as HTML
   * @param lead what stands above all, as HTML
   * @param tables the tables that plots are drawn from and that can be saved, by file name
   */
  static byte[] of(String title, String lead, List<Section> sections, Map<String, byte[]> tables) {
    List<Section> filled =
        sections.stream().filter(section -> !section.content().isEmpty()).toList();
    PageScripts scripts = PageScripts.ofReport();
    Map<String, String> parts =
        Map.of(
            "title", title,
            "lead", lead,
            "style", read("style.css"),
            "contents", filled.stream().map(HtmlPage::link).collect(Collectors.joining()),
            "sections", filled.stream().map(HtmlPage::section).collect(Collectors.joining()),
            "tables", EmbeddedTables.html(tables),
            "scripts", scripts.html(),
            "scriptHashes", scripts.hashes(),
            "notices", Html.escape(scripts.notices()));
    // One pass, so that what is filled in is never read as a place to fill.
    return PLACE
        .matcher(read("page.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A file beside this class, as text. */
  static String read(String resource) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("not on the class path: " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String link(Section section) {
    return "<li><a href=\"#%s\">%s</a></li>\n".formatted(section.id(), section.heading());
  }

  private static String section(Section section) {
    return "<section id=\"%1$s\" aria-labelledby=\"%1$s-heading\">\n<h2 id=\"%1$s-heading\">%2$s</h2>\n%3$s</section>\n"
        .formatted(section.id(), section.heading(), section.content());
  }
}
