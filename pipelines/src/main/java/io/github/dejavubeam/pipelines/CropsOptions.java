package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.image.ImageDecoder;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What the writing of crops is told; options of other verbs are declared as there. */
public interface CropsOptions extends CropOptions, TaggerOptions, RunOptions {

  @Description(
      "Shards of the examples to crop: paths, globs, ranges such as dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or"
          + " directories of .tar files.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getInput();

  void setInput(List<String> input);

  @Description(
      "Directory of the crops. It must be empty or absent, or hold crops that were cut off, which are"
          + " then written again.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  String getOutput();

  void setOutput(String output);

  @Description("Where the tagger runs: cpu, cuda, or auto for CUDA where there is one.")
  @Default.String("auto")
  String getDevice();

  void setDevice(String device);

  @Description("Crops of one call of the tagger.")
  @Default.Integer(32)
  int getBatchSize();

  void setBatchSize(int batchSize);

  @Description("Largest image that is decoded, in pixels.")
  @Default.Long(ImageDecoder.DEFAULT_MAX_PIXELS)
  long getMaxPixels();

  void setMaxPixels(long maxPixels);

  @Description(
      "Largest share of the examples that may be left out as bad before the job fails, from 0 to 1.")
  @Default.Double(0.01)
  double getMaxBadFraction();

  void setMaxBadFraction(double maxBadFraction);
}
