package io.github.dejavubeam.transforms.report;

/** Text as HTML: nothing that came with the data can become markup. */
final class Html {

  private Html() {}

  /**
   * Escapes a text for an element's content or a quoted attribute. Control characters, which HTML
   * forbids, become replacement characters.
   */
  static String escape(String text) {
    StringBuilder html = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\t', '\n', '\r' -> html.append(c);
        default -> html.append(Character.isISOControl(c) ? '\uFFFD' : c);
      }
    }
    return html.toString();
  }

  /** A name within a sentence, so that one written from right to left turns nothing around it. */
  static String name(String name) {
    return "<bdi>" + escape(name) + "</bdi>";
  }
}
