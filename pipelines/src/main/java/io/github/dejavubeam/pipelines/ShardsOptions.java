package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What a conversion to shards is told. */
public interface ShardsOptions extends PipelineOptions {

  @Description("Local folder of images with a folder for each class, as torchvision's ImageFolder.")
  @Validation.Required
  List<String> getInput();

  void setInput(List<String> input);

  @Description("Directory of the shards. It must be empty or absent.")
  @Validation.Required
  String getOutput();

  void setOutput(String output);

  @Description("Most images of a shard, the unit of work of embed.")
  @Default.Integer(10_000)
  int getExamplesPerShard();

  void setExamplesPerShard(int examples);
}
