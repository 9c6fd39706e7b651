package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.ImagePrediction;
import io.github.dejavubeam.schemas.Leak;
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
 * Writes {@code examples/examples-*.parquet}: one row an example and comparison or predictor, in
 * any order, Zstandard-compressed, in as many files as the runner likes. Yields their names, so
 * that a later step can wait for them; where there is no example there may be no file.
 *
 * <p>Columns of a vision-language study: {@code id} of the example; the comparison, {@code model},
 * {@code reference}, {@code kind}, {@code mode}, {@code k} and {@code prediction} (the choice of
 * predicted objects, {@code all} or {@code top-n}, which {@code summary.json} calls {@code
 * objects}); {@code objects}, the true ones; what the model retrieved, {@code predicted} (labels,
 * best first), {@code neighbours} (ids, nearest first), {@code distances} (squared), {@code
 * precision}, {@code recall} and {@code hits}; and the same six for the reference with the suffix
 * {@code Reference}.
 *
 * <p>Columns of an image study: those of {@link ImagePrediction}, with {@code predicted}, the best
 * class, and {@code top5}, the five best, in place of {@code ranked}, and {@code correct}.
 */
public final class ExamplesParquet<T> extends PTransform<PCollection<T>, PCollection<String>> {

  private static final String EXAMPLES = "examples";

  private final RecordSink<T> sink;
  private final String prefix;
  private final String directory;

  private ExamplesParquet(RecordSink<T> sink, String output, String prefix) {
    this.sink = sink;
    this.prefix = prefix;
    this.directory = output + (output.endsWith("/") ? "" : "/") + prefix;
  }

  /**
   * Writes the examples of a vision-language study below its output directory.
   *
   * @param output a path or address that Beam's file systems know
   */
  public static ExamplesParquet<ExampleResult> to(String output) {
    return new ExamplesParquet<>(new ExampleSink(), output, EXAMPLES);
  }

  /** Writes the predictions of an image study, likewise. */
  public static ExamplesParquet<ImagePrediction> ofPredictions(String output) {
    return new ExamplesParquet<>(new PredictionSink(), output, EXAMPLES);
  }

  /**
   * Writes the examples that leak as {@code leaks/leaks-*.parquet}, likewise. Columns: those of
   * {@link Leak}; {@code distance} is null where images were not compared.
   */
  public static ExamplesParquet<Leak> ofLeaks(String output) {
    return new ExamplesParquet<>(new LeakSink(), output, "leaks");
  }

  @Override
  public PCollection<String> expand(PCollection<T> examples) {
    return examples
        .apply(
            "Write parquet",
            FileIO.<T>write().via(sink).to(directory).withPrefix(prefix).withSuffix(".parquet"))
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
