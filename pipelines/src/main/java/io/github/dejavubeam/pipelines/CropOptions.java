package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How backgrounds are cropped. */
public interface CropOptions extends PipelineOptions {

  @Description(
      "How the background is cropped: periphery, the largest strip beside the boxes of the"
          + " foreground; corner, the top left 0.3 of each side.")
  @Default.String("periphery")
  String getCrop();

  void setCrop(String crop);

  @Description(
      "The shorter side of a periphery crop must be longer than this many pixels; images without"
          + " such a crop are left out and counted.")
  @Default.Integer(100)
  int getMinCropPixels();

  void setMinCropPixels(int pixels);
}
