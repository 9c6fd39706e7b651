package io.github.dejavubeam.transforms.benchmark;

/** A pipeline that can be run again when its work is done, which then takes what starting takes. */
public interface PipelineRun extends AutoCloseable {

  /**
   * Runs the pipeline to its end; what an earlier run embedded is not embedded again.
   *
   * @return examples that are embedded at the end
   */
  long run();

  /** Removes what it made. */
  @Override
  void close();
}
