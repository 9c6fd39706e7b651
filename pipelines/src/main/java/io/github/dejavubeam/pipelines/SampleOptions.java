package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What the run of the embedded sample is told: which tests, and any option of vlm. */
public interface SampleOptions extends VlmOptions {

  @Description(
      "Tests to run: vlm, image. Of both, each writes to a folder of its own below --output. Options"
          + " such as --engine hold for both; --target, --public, --model, --reference and --k for"
          + " vlm alone.")
  @Default.InstanceFactory(Both.class)
  List<String> getTests();

  void setTests(List<String> tests);

  /** Both tests. */
  class Both implements DefaultValueFactory<List<String>> {
    static final List<String> TESTS = List.of("vlm", "image");

    @Override
    public List<String> create(PipelineOptions options) {
      return TESTS;
    }
  }
}
