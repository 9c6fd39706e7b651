package io.github.dejavubeam.pipelines;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;

/** Runs a pipeline to its end and shows its progress on a terminal. */
final class LocalRun {

  private final Pipeline pipeline;

  private LocalRun(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * A run with those options; embedded Flink gets the parallelism that the rest of the program
   * counts on.
   */
  static LocalRun of(PipelineOptions options, Pipeline pipeline) {
    if (options.getRunner().equals(FlinkRunner.class)) {
      options.as(FlinkPipelineOptions.class).setParallelism(Parallelism.of(options));
    }
    return new LocalRun(pipeline);
  }

  /** Returns when the pipeline is finished; throws what ended it otherwise. */
  void run() {
    ProgressDisplay display = ProgressDisplay.start(System.err);
    try {
      pipeline.run().waitUntilFinish();
    } finally {
      display.close();
    }
  }
}
