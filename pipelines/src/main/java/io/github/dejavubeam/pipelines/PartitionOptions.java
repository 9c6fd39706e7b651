package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What the cutting of a data set into parts is told. */
public interface PartitionOptions extends RunOptions {

  @Description(
      "Shards of the annotated data set, with classes and boxes: paths, globs, ranges such as"
          + " dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or directories of .tar files.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getInput();

  void setInput(List<String> input);

  @Description(
      "Directory of the lists. It must be empty or absent, or hold a run that was cut off.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  String getOutput();

  void setOutput(String output);

  @Description("Examples with a box of every class that A gets, and B as many others.")
  @Validation.Required
  Integer getExamplesPerClass();

  void setExamplesPerClass(Integer examples);

  @Description("Examples of every class that both models are trained on.")
  @Default.Integer(0)
  int getSharedPerClass();

  void setSharedPerClass(int examples);

  @Description("Examples of every class for the public set.")
  @Default.Integer(0)
  int getPublicPerClass();

  void setPublicPerClass(int examples);

  @Description("Files that each list is cut into; one is sorted in the memory of one worker.")
  @Default.Integer(1)
  int getListFiles();

  void setListFiles(int files);
}
