package io.github.dejavubeam.transforms.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages made of a template with places to fill, written {@code {{name}}}; {@code {{style}}} is
 * filled with what all pages have.
 */
final class HtmlPage {

  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlPage() {}

  /** The page of that template with its places filled by HTML, UTF-8. */
  static byte[] fill(String template, Map<String, String> parts) {
    // One pass, so that what is filled in is never read as a place to fill.
    return PLACE
        .matcher(read(template))
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    place.group(1).equals("style") ? read("style.css") : parts.get(place.group(1))))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Settings by name as the content of a list of definitions. */
  static String settings(Map<String, String> settings) {
    StringBuilder html = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (name, value) ->
                html.append("<dt>")
                    .append(Html.name(name))
                    .append("</dt><dd>")
                    .append(Html.name(value))
                    .append("</dd>\n"));
    return html.toString();
  }

  private static String read(String resource) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
