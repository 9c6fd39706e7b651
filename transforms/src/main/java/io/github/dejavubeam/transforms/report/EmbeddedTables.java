package io.github.dejavubeam.transforms.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * The files of {@code tables/} within a page, byte for byte. Packed, they take a tenth of the room
 * and no text that came with the data stands in the page as such.
 */
final class EmbeddedTables {

  private EmbeddedTables() {}

  /** An element for each table, which runs nothing and shows nothing. */
  static String html(Map<String, byte[]> tables) {
    StringBuilder html = new StringBuilder();
    tables.forEach(
        (name, bytes) ->
            html.append("<script type=\"application/gzip\" data-table=\"")
                .append(Html.escape(name))
                .append("\">")
                .append(Base64.getEncoder().encodeToString(packed(bytes)))
                .append("</script>\n"));
    return html.toString();
  }

  /** Buttons that save them. */
  static String buttons(Map<String, byte[]> tables) {
    StringBuilder html = new StringBuilder("<ul class=\"files\">\n");
    tables.keySet().forEach(name -> html.append("<li>").append(button(name)).append("</li>\n"));
    return html.append("</ul>\n").toString();
  }

  /** A button that saves one of them. */
  static String button(String table) {
    String name = Html.escape(table);
    return "<button type=\"button\" data-save=\"%s\">Save %s</button>".formatted(name, name);
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
