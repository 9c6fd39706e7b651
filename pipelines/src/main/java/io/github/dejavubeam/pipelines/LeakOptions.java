package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What becomes of examples that occur in a set where they must not. */
public interface LeakOptions extends PipelineOptions {

  @Description(
      "Whether target examples that also occur in the public set, and control examples that occur in"
          + " the public or the target set, are left out. They are found and listed anyway.")
  @Default.Boolean(false)
  boolean isExcludeLeaks();

  void setExcludeLeaks(boolean excludeLeaks);
}
