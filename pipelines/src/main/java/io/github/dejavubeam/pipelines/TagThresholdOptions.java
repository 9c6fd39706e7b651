package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** When what a tagger sees counts. */
public interface TagThresholdOptions extends PipelineOptions {

  @Description(
      "Lowest score of a tag or object that counts, from 0 to 1, where the model that sees it states"
          + " none.")
  @Default.Double(0.5)
  double getTagThreshold();

  void setTagThreshold(double threshold);
}
