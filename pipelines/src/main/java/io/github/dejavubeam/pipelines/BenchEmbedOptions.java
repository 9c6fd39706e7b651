package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.image.ImageDecoder;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What a benchmark of embedding is told. */
public interface BenchEmbedOptions extends PipelineOptions {

  @Description("Model directory with its ONNX export; one.")
  @Validation.Required
  List<String> getModel();

  void setModel(List<String> model);

  @Description(
      "Shards to embed: paths, globs, ranges such as dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or directories of .tar"
          + " files. Use several of about equal size, so that all threads have work to the end.")
  @Validation.Required
  List<String> getInput();

  void setInput(List<String> input);

  @Description("Where the model runs: cpu, cuda, or auto for CUDA where there is one.")
  @Default.String("auto")
  String getDevice();

  void setDevice(String device);

  @Description("Examples of one call of the model.")
  @Default.Integer(32)
  int getBatchSize();

  void setBatchSize(int batchSize);

  @Description("Largest image that is decoded, in pixels.")
  @Default.Long(ImageDecoder.DEFAULT_MAX_PIXELS)
  long getMaxPixels();

  void setMaxPixels(long maxPixels);

  @Description("Threads that embed at the same time. Default: the cores of this machine.")
  Integer getThreads();

  void setThreads(Integer threads);

  @Description("Rounds, in each of which pipeline, preprocessing and runtime take turns.")
  @Default.Integer(3)
  int getRounds();

  void setRounds(int rounds);

  @Description(
      "Least seconds of a turn. The pipeline goes over the input as many times as that takes, and"
          + " at least once.")
  @Default.Double(10)
  double getSeconds();

  void setSeconds(double seconds);

  @Description("Seconds of each part before the clock runs, for Java to compile.")
  @Default.Double(4)
  double getWarmupSeconds();

  void setWarmupSeconds(double seconds);

  @Description("Whether the result is printed as a JSON object.")
  @Default.Boolean(false)
  boolean isJson();

  void setJson(boolean json);
}
