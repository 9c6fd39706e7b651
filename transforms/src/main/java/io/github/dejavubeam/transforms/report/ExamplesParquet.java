package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ExampleResult;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes {@code examples/examples-*.parquet}: one row an example and comparison, in any order,
 * Zstandard-compressed, in as many files as the runner likes. Yields their names, so that a later
 * step can wait for them; where there is no example there may be no file.
 *
 * <p>Columns: {@code id} of the example; the comparison, {@code model}, {@code reference}, {@code
 * kind}, {@code mode}, {@code k} and {@code prediction} (the choice of predicted objects, {@code
 * all} or {@code top-n}, which {@code summary.json} calls {@code objects}); {@code objects}, the
 * true ones; what the model retrieved, {@code predicted} (labels, best first), {@code neighbours}
 * (ids, nearest first), {@code distances} (squared), {@code precision}, {@code recall} and {@code
 * hits}; and the same six for the reference with the suffix {@code Reference}.
 */
public final class ExamplesParquet
    extends PTransform<PCollection<ExampleResult>, PCollection<String>> {

  private final String directory;

  private ExamplesParquet(String directory) {
    this.directory = directory;
  }

  /**
   * Writes below that output directory of a study.
   *
   * @param output a path or address that Beam's file systems know
   */
  public static ExamplesParquet to(String output) {
    return new ExamplesParquet(output + (output.endsWith("/") ? "" : "/") + "examples");
  }

  @Override
  public PCollection<String> expand(PCollection<ExampleResult> examples) {
    return examples
        .apply(
            "Write parquet",
            FileIO.<ExampleResult>write()
                .via(new ExampleSink())
                .to(directory)
                .withPrefix("examples")
                .withSuffix(".parquet"))
        .getPerDestinationOutputFilenames()
        .apply("File names", Values.create())
        .apply("Tidy", ParDo.of(new Tidy(directory)));
  }

  /**
   * Passes the names on, which are there when all files are in place, and removes the directory
   * that Beam wrote them in first and leaves behind empty.
   */
  private static final class Tidy extends DoFn<String, String> {
    private final String directory;

    Tidy(String directory) {
      this.directory = directory;
    }

    @ProcessElement
    public void process(@Element String name, OutputReceiver<String> out) {
      try {
        FileSystems.delete(
            List.of(FileSystems.matchNewResource(directory + "/.temp-beam", true)),
            StandardMoveOptions.IGNORE_MISSING_FILES);
      } catch (IOException e) {
        // A worker that is late has a file there. It is no result, so it may stay.
      }
      out.output(name);
    }
  }
}
