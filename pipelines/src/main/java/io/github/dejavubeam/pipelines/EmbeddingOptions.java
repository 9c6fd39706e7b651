package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.image.ImageDecoder;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.Validation;

/** What every verb that reads and embeds examples is told. */
public interface EmbeddingOptions extends RunOptions {

  @Description(
      "Directory of the results. It must be empty or absent, or hold a study that was cut off, which"
          + " then goes on.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  String getOutput();

  void setOutput(String output);

  @Description(
      "Model directory with its ONNX export, or NAME=DIRECTORY to give it another name in results"
          + " than its last part. Several: repeat the option or separate them by commas.")
  @Validation.Required
  @Paths(Paths.Content.MODELS)
  List<String> getModel();

  void setModel(List<String> model);

  @Description("Where models run: cpu, cuda, or auto for CUDA where there is one.")
  @Default.String("auto")
  String getDevice();

  void setDevice(String device);

  @Description("Number of the CUDA device that models run on, from 0.")
  @Default.Integer(0)
  int getCudaDevice();

  void setCudaDevice(int device);

  @Description(
      "Most bytes of the CUDA device's memory that a graph of a model takes, of which a process has"
          + " one for each encoder; 0 for no limit.")
  @Default.Long(0)
  long getCudaMemoryBytes();

  void setCudaMemoryBytes(long bytes);

  @Description(
      "Whether models on CUDA multiply in TF32, faster and with factors of 11 significant bits.")
  @Default.Boolean(false)
  boolean isCudaTf32();

  void setCudaTf32(boolean tf32);

  @Description(
      "Examples of one call of a model. Every call has this size: the last is padded. With 1, a text"
          + " model may take other kernels, and its vectors other last digits, than with 2 and more.")
  @Default.Integer(32)
  int getBatchSize();

  void setBatchSize(int batchSize);

  @Description(
      "Most examples of one vector block, the unit of search and of memory. Vectors of one take at"
          + " most 1.5 GiB.")
  @Default.Integer(65536)
  int getBlockRows();

  void setBlockRows(int blockRows);

  @Description(
      "How vectors are stored: float32, or float16 in half the space, each component rounded to 11"
          + " significant bits. Distances are those of the stored vectors; vectors that are given"
          + " stay as they are.")
  @Default.String("float32")
  String getVectorType();

  void setVectorType(String vectorType);

  @Description("Largest image that is decoded, in pixels.")
  @Default.Long(ImageDecoder.DEFAULT_MAX_PIXELS)
  long getMaxPixels();

  void setMaxPixels(long maxPixels);

  @Description(
      "Largest share of the examples of a set that may be left out as bad before the job fails, from"
          + " 0 to 1.")
  @Default.Double(0.01)
  double getMaxBadFraction();

  void setMaxBadFraction(double maxBadFraction);
}
