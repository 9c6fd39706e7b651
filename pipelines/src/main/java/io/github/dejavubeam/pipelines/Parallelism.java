package io.github.dejavubeam.pipelines;

import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * How many tasks of a run work at the same time: {@code --parallelism}, else the cores of this
 * machine.
 */
final class Parallelism {

  private Parallelism() {}

  static int of(PipelineOptions options) {
    int parallelism = options.as(FlinkPipelineOptions.class).getParallelism();
    return parallelism > 0 ? parallelism : Runtime.getRuntime().availableProcessors();
  }
}
