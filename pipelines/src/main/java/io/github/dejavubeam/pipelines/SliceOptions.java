package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Which slices of the examples are looked at by themselves. */
public interface SliceOptions extends PipelineOptions {

  @Description(
      "Most frequent labels of the target set, of image its classes, so many, whose examples are"
          + " looked at by themselves in tables/slices.csv; 0 for none.")
  @Default.Integer(20)
  int getSliceLabels();

  void setSliceLabels(int labels);

  @Description("Fewest examples of a slice in tables/slices.csv.")
  @Default.Integer(20)
  int getMinSliceSize();

  void setMinSliceSize(int examples);
}
