package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.model.Encoder;
import io.github.dejavubeam.transforms.work.Workers;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
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

  /** The same as what searches are dealt to. */
  static Workers workers(PipelineOptions options) {
    return FlinkRunner.class.equals(options.getRunner())
        ? FlinkWorkers.of(of(options))
        : Workers.of(of(options));
  }

  /** Threads of one call of a model; a worker of Dataflow has a task for each of its cores. */
  static int threadsOfModels(PipelineOptions options) {
    return DataflowSettings.areOf(options) ? 1 : Encoder.intraOpThreads(of(options));
  }
}
