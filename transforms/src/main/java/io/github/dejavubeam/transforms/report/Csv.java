package io.github.dejavubeam.transforms.report;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** A table of comma-separated values by RFC 4180, but with lines ended by a line feed alone. */
final class Csv {

  private final StringBuilder text = new StringBuilder();

  /** Adds a row. The first is the header. */
  void row(List<String> cells) {
    text.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(","))).append('\n');
  }

  /** The rows in UTF-8. */
  byte[] bytes() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A text that came with the data. A spreadsheet runs a cell that begins with one of {@code = +
   * - @}, a tab or a line break as a formula, so such a text gets an apostrophe before it, which
   * spreadsheets take for "this is text".
   */
  static String fromData(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
