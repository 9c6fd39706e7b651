package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.io.OutputClaim;
import io.github.dejavubeam.transforms.io.StudyBeginning;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs a pipeline to its end, alone in its output directory, and shows its progress. */
final class LocalRun {

  /**
   * Options that an unfinished study may be given anew: they decide whether it ends, not how; or in
   * which layouts vectors are written besides.
   */
  private static final List<String> FREE =
      List.of("output", "maxBadFraction", "engine", "searchMemory", "blockCacheBytes", "format");

  private final Pipeline pipeline;
  private final String output;
  private final StudyBeginning study;

  private LocalRun(Pipeline pipeline, String output, StudyBeginning study) {
    this.pipeline = pipeline;
    this.output = output;
    this.study = study;
  }

  /**
   * A run of that verb with those options; embedded Flink gets the parallelism that the rest of the
   * program counts on.
   */
  static LocalRun of(Verb<?> verb, EmbeddingOptions options, Pipeline pipeline) {
    return of(verb, options, OutputPath.of(options.getOutput()), pipeline);
  }

  /** A run of a verb that writes to that directory, likewise. */
  static LocalRun of(Verb<?> verb, PipelineOptions options, String output, Pipeline pipeline) {
    if (options.getRunner().equals(FlinkRunner.class)) {
      options.as(FlinkPipelineOptions.class).setParallelism(Parallelism.of(options));
    }
    TreeMap<String, String> deciding = new TreeMap<>(DeclaredOptions.values(verb, options));
    deciding.keySet().removeAll(FREE);
    return new LocalRun(pipeline, output, new StudyBeginning(verb.name(), deciding));
  }

  /**
   * Returns when the pipeline is finished; throws what ended it otherwise.
   *
   * @throws UsageException if the output directory is another run's or another study's; before any
   *     data is read
   */
  void run() {
    OutputClaim claim = claim();
    ProgressDisplay display = ProgressDisplay.start(System.err);
    try {
      pipeline.run().waitUntilFinish();
    } finally {
      display.close();
      claim.close();
    }
  }

  private OutputClaim claim() {
    try {
      return OutputClaim.of("--output", output, study);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("--output=" + output + " cannot be written: " + e.getMessage(), e);
    }
  }
}
