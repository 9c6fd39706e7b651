package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What the writing of annotated shards is told; options of other verbs are declared as there. */
public interface AnnotateOptions extends RunOptions {

  @Description(
      "Shards to annotate, tars: paths, globs, ranges such as dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or"
          + " directories of .tar files.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getInput();

  void setInput(List<String> input);

  @Description(
      "Annotations beside the data, JSON lines or .parquet, as dejavu annotations writes them:"
          + " paths, globs or ranges.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getAnnotations();

  void setAnnotations(List<String> annotations);

  @Description(
      "Directory of the annotated shards. It must be empty or absent, or hold a run that was cut"
          + " off.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  String getOutput();

  void setOutput(String output);

  @Description(
      "Largest share of the examples, or of the annotations, that may be left out as bad before the"
          + " job fails, from 0 to 1.")
  @Default.Double(0.01)
  double getMaxBadFraction();

  void setMaxBadFraction(double maxBadFraction);
}
