package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Shows what a study wrote. */
final class ResultFiles {

  private static final long MAX_BYTES = 64L << 20;

  private ResultFiles() {}

  /** Prints the table of results and where the rest is. */
  static void print(String output, PrintStream out) {
    try {
      byte[] table = AtomicFiles.read(output + "/tables/table.txt", MAX_BYTES);
      out.print(new String(table, StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      // A study of no comparison has none.
    } catch (IOException e) {
      throw new IllegalStateException("the table of results cannot be read", e);
    }
    out.println();
    out.println("All results: " + output + " (report.html, summary.json, tables, examples)");
  }
}
