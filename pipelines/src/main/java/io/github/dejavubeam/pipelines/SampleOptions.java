package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the sample run is told. */
public interface SampleOptions extends PipelineOptions {

  @Description("Directory of the results. It must be empty or absent.")
  @Default.String("dejavu-sample")
  String getOutput();

  void setOutput(String output);
}
