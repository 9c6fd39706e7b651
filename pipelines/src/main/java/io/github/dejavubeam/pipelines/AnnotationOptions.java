package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where annotations are that lie beside the data. */
public interface AnnotationOptions extends PipelineOptions {

  @Description(
      "Annotations beside the data, JSON lines or .parquet: paths, globs or ranges. A line has the"
          + " example's key and label, objects or crop_tags, which take the place of what the shard"
          + " says. They are joined after embedding, to the examples of all sets.")
  @Paths(Paths.Content.DATA)
  List<String> getAnnotations();

  void setAnnotations(List<String> annotations);

  @Description(
      "Annotations of the target set, and of a control set, where the public set may have the same"
          + " keys.")
  @Paths(Paths.Content.DATA)
  List<String> getTargetAnnotations();

  void setTargetAnnotations(List<String> annotations);

  @Description("Annotations of the public set alone, likewise.")
  @Paths(Paths.Content.DATA)
  List<String> getPublicAnnotations();

  void setPublicAnnotations(List<String> annotations);
}
