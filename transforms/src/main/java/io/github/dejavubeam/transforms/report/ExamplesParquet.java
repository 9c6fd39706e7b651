package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ExampleResult;
import org.apache.beam.sdk.io.FileIO;
import org.apache.beam.sdk.transforms.PTransform;
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
        .apply("File names", Values.create());
  }
}
