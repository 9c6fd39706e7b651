package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What every verb that runs a pipeline is told. */
public interface RunOptions extends PipelineOptions {

  @Description(
      "Whether everything is checked (options, paths, models, permissions, the cluster) and the plan"
          + " is printed, with sizes, tasks and memory, but nothing is run.")
  @Default.Boolean(false)
  boolean isDryRun();

  void setDryRun(boolean dryRun);
}
