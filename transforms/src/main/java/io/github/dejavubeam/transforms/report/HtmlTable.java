package io.github.dejavubeam.transforms.report;

import java.util.List;

/**
 * A table of numbers that a screen reader can follow, in a box of its own that scrolls where the
 * page is narrower. Every argument is HTML already.
 */
final class HtmlTable {

  private final StringBuilder html = new StringBuilder();
  private final int columns;

  /** A table under that caption; the first header stands over the headings of the rows. */
  HtmlTable(String id, String caption, List<String> headers) {
    columns = headers.size();
    html.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"")
        .append(id)
        .append("\">\n<table>\n<caption id=\"")
        .append(id)
        .append("\"><span>")
        .append(caption)
        .append("</span></caption>\n<thead><tr>");
    headers.forEach(header -> html.append("<th scope=\"col\">").append(header).append("</th>"));
    html.append("</tr></thead>\n");
  }

  /** Begins a group of rows under its own heading. */
  void group(String heading) {
    html.append("<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"")
        .append(columns)
        .append("\"><span>")
        .append(heading)
        .append("</span></th></tr>\n");
  }

  /** Adds a row to the current group. */
  void row(String heading, List<String> cells) {
    html.append("<tr><th scope=\"row\">").append(heading).append("</th>");
    cells.forEach(cell -> html.append("<td>").append(cell).append("</td>"));
    html.append("</tr>\n");
  }

  /** Ends the current group. */
  void endGroup() {
    html.append("</tbody>\n");
  }

  /** The whole table. */
  String html() {
    return html + "</table>\n</div>\n";
  }
}
