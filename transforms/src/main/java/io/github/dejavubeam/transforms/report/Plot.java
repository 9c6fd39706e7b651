package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A plot of some rows of one of the tables of a page, drawn by {@code report.js} by its kind:
 * {@code intervals}, {@code lines}, {@code trend}, {@code histogram}, {@code shares}, {@code heat},
 * {@code bars}. The table can be saved and read in place of the plot, so nothing is drawn that
 * cannot be had as numbers.
 */
final class Plot {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String title;
  private final String description;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Map<String, String> where = new LinkedHashMap<>();
  private final List<Map<String, String>> series = new ArrayList<>();

  /**
   * A plot.
   *
   * @param title what stands above it, as HTML
   * @param description what it shows, for who does not see it, as text
   * @param table file name of the table
   */
  Plot(String kind, String title, String description, String table) {
    this.title = title;
    this.description = description;
    fields.put("kind", kind);
    fields.put("table", table);
    fields.put("where", where);
  }

  /** Draws only rows with that value in a column, as the table has it. */
  Plot where(String column, String value) {
    where.put(column, value);
    return this;
  }

  /** Sets what else the kind of plot wants to know. */
  Plot with(String field, Object value) {
    fields.put(field, value);
    return this;
  }

  /** Adds a series of a column. */
  Plot series(String name, String field, String column) {
    series.add(Map.of("name", name, field, column));
    fields.put("series", series);
    return this;
  }

  /** Adds a series of estimates, whose columns have that column's name and Low and High. */
  Plot estimates(String name, String column) {
    series.add(
        Map.of("name", name, "value", column, "low", column + "Low", "high", column + "High"));
    fields.put("series", series);
    return this;
  }

  /** The figure. */
  String html() {
    return """
        <figure class="plot" data-plot="%s">
        <figcaption>%s</figcaption>
        <div class="canvas" role="img" aria-label="%s"></div>
        %s
        <details><summary>Numbers</summary>
        <div class="scroll" role="region" tabindex="0" aria-label="Numbers of the plot"></div>
        </details>
        </figure>
        """
        .formatted(
            Html.escape(json(fields)),
            title,
            Html.escape(description),
            EmbeddedTables.button((String) fields.get("table")));
  }

  /** Plots side by side, with choices above them that hold for all. */
  static String group(List<Plot> plots, List<PlotChoice> choices) {
    StringBuilder html = new StringBuilder("<div class=\"plots\"");
    if (!choices.isEmpty()) {
      html.append(" data-choices=\"").append(Html.escape(json(choices))).append('"');
    }
    html.append(">\n<div class=\"figures\">\n");
    plots.forEach(plot -> html.append(plot.html()));
    return html.append("</div>\n</div>\n").toString();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
