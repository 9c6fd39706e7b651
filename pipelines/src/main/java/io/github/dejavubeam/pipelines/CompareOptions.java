package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Description;

/** What a comparison of two studies is told; options of other verbs are declared as there. */
public interface CompareOptions extends RunOptions {

  @Description(
      "Directories of the two finished studies, the earlier first: --output of vlm, or of image. They"
          + " may stand alone: dejavu compare DIR DIR.")
  @Paths(Paths.Content.DATA)
  List<String> getStudy();

  void setStudy(List<String> studies);

  @Description("Directory of the results. Default: dejavu-compare.")
  @Paths(Paths.Content.DATA)
  String getOutput();

  void setOutput(String output);
}
