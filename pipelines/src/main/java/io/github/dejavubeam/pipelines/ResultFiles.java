package io.github.dejavubeam.pipelines;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what a study wrote. */
final class ResultFiles {

  private ResultFiles() {}

  /** Prints the table of results and where the rest is. */
  static void print(String output, PrintStream out) {
    Path table = Path.of(output, "tables", "table.txt");
    if (Files.exists(table)) {
      try {
        out.print(Files.readString(table, StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException("the table of results cannot be read", e);
      }
    }
    out.println();
    out.println("All results: " + output + " (report.html, summary.json, tables, examples)");
  }
}
