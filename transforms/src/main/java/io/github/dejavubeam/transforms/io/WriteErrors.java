package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.SkippedExample;
import org.apache.beam.sdk.io.TextIO;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes what was skipped to {@code errors/errors-*.jsonl} of a study, one JSON object a line. The
 * number of files is fixed, so their names are too: a run that resumes replaces every file of an
 * earlier attempt, with an empty one where there is nothing to say.
 */
public final class WriteErrors
    extends PTransform<PCollection<SkippedExample>, PCollection<String>> {

  private static final int FILES = 4;

  private final String output;

  private WriteErrors(String output) {
    this.output = output;
  }

  /** Writes below this directory; yields the names of the files once they are complete. */
  public static WriteErrors to(String output) {
    return new WriteErrors(output);
  }

  @Override
  public PCollection<String> expand(PCollection<SkippedExample> skipped) {
    return skipped
        .apply("AsJson", MapElements.into(TypeDescriptors.strings()).via(ErrorLine::of))
        .apply(
            "Write",
            // Unlike FileIO, which writes by window, this writes a file for an empty shard too.
            TextIO.write()
                .to(output + (output.endsWith("/") ? "errors/errors" : "/errors/errors"))
                .withSuffix(".jsonl")
                .withNumShards(FILES)
                .withOutputFilenames())
        .getPerDestinationOutputFilenames()
        .apply("FileNames", Values.create());
  }
}
