package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.model.Encoder;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How many tasks of a run work at the same time: {@code --parallelism}, else the cores of this
 * machine, or those of Dataflow's workers.
 */
final class Parallelism {

  private Parallelism() {}

  static int of(PipelineOptions options) {
    int parallelism = options.as(FlinkPipelineOptions.class).getParallelism();
    if (parallelism > 0) {
      return parallelism;
    }
    return DataflowSettings.areOf(options)
        ? DataflowSettings.tasksAtOnce(options)
        : Runtime.getRuntime().availableProcessors();
  }

  /** Threads of one call of a model; a worker of Dataflow has a task for each of its cores. */
  static int threadsOfModels(PipelineOptions options) {
    return DataflowSettings.areOf(options) ? 1 : Encoder.intraOpThreads(of(options));
  }
}
