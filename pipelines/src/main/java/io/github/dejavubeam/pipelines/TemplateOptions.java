package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What the verb that describes a template is told. */
public interface TemplateOptions extends PipelineOptions {

  @Description("The verb that the template starts: vlm, image, embed.")
  @Validation.Required
  String getVerb();

  void setVerb(String verb);
}
