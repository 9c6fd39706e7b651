package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * What a plan is told. Options that other verbs have too are declared with the same types and
 * defaults, as Beam demands of one program.
 */
public interface PlanOptions extends PipelineOptions {

  @Description("Examples that the audited model was trained on.")
  @Validation.Required
  Long getTargets();

  void setTargets(Long targets);

  @Description("Public examples.")
  @Validation.Required
  Long getPublics();

  void setPublics(Long publics);

  @Description("Control examples, that no model was trained on.")
  @Default.Long(0)
  long getControls();

  void setControls(long controls);

  @Description("Audited models.")
  @Default.Integer(1)
  int getModels();

  void setModels(int models);

  @Description("Vision-language models that they are compared with.")
  @Default.Integer(1)
  int getReferences();

  void setReferences(int references);

  @Description("Text embedders that they are compared with.")
  @Default.Integer(0)
  int getEmbedders();

  void setEmbedders(int embedders);

  @Description("Modes of the audited model: t2i, captions to images; t2t, captions to captions.")
  @Default.InstanceFactory(VlmOptions.Modes.class)
  List<String> getMode();

  void setMode(List<String> mode);

  @Description("Numbers of nearest public examples whose objects are predicted.")
  @Default.InstanceFactory(VlmOptions.Ks.class)
  List<Integer> getK();

  void setK(List<Integer> k);

  @Description("Predicted objects: all of the neighbours', or the top-N most frequent.")
  @Default.InstanceFactory(VlmOptions.Objects.class)
  List<String> getObjects();

  void setObjects(List<String> objects);

  @Description(
      "Whether examples/*.parquet is written: a row for every example and comparison, with its"
          + " neighbours.")
  @Default.Boolean(true)
  boolean isExamples();

  void setExamples(boolean examples);

  @Description("Components of a vector. Default: 512.")
  Integer getDimension();

  void setDimension(Integer dimension);

  @Description("How vectors are stored: float32, or float16.")
  @Default.String("float32")
  String getVectorType();

  void setVectorType(String vectorType);

  @Description("Most examples of one vector block.")
  @Default.Integer(65536)
  int getBlockRows();

  void setBlockRows(int blockRows);

  @Description("Examples of a shard; no block holds those of two.")
  @Default.Integer(10000)
  int getShardExamples();

  void setShardExamples(int examples);

  @Description("Bytes of an example in its shard, image and all.")
  @Default.Long(40_000)
  long getExampleBytes();

  void setExampleBytes(long bytes);

  @Description("Millions of pixels of an image.")
  @Default.Double(0.15)
  double getMegapixels();

  void setMegapixels(double megapixels);

  @Description("Machines, each with one worker process.")
  @Default.Integer(1)
  int getWorkers();

  void setWorkers(int workers);

  @Description("Cores of a machine. Default: those of this one.")
  Integer getCores();

  void setCores(Integer cores);

  @Description(
      "GPUs of a machine. With any, models run and vectors are compared there, at speeds that were"
          + " not measured.")
  @Default.Integer(0)
  int getGpus();

  void setGpus(int gpus);

  @Description("What a machine reads and writes over the network, in 10^9 bits a second.")
  @Default.Double(10)
  double getNetworkGbps();

  void setNetworkGbps(double gbps);

  @Description("Bytes that each search task may hold for its queries and their neighbours.")
  @Default.Long(256L << 20)
  long getSearchMemory();

  void setSearchMemory(long bytes);

  @Description("Bytes on local disk that each worker may hold copies of vector blocks in.")
  @Default.Long(10L << 30)
  long getBlockCacheBytes();

  void setBlockCacheBytes(long bytes);

  @Description(
      "Seconds of a core for an image in a model: cpuSecondsPerImage of runtime, as bench embed"
          + " --json prints it. Default: measured with a graph of the shape of a CLIP ViT-B/32.")
  Double getModelSecondsPerImage();

  void setModelSecondsPerImage(Double seconds);

  @Description("Likewise for a caption: cpuSecondsPerText of runtime.")
  Double getModelSecondsPerText();

  void setModelSecondsPerText(Double seconds);

  @Description(
      "Operations of the comparing of vectors by a core, in 10^9 a second: gflops of bench"
          + " retrieval. Default: measured on two shared cores with AVX-512.")
  Double getGflops();

  void setGflops(Double gflops);

  @Description("Images that a GPU embeds in a second with one encoder. Default: assumed.")
  Double getGpuImagesPerSecond();

  void setGpuImagesPerSecond(Double images);

  @Description("Captions that a GPU embeds in a second with one encoder. Default: assumed.")
  Double getGpuTextsPerSecond();

  void setGpuTextsPerSecond(Double texts);

  @Description("Operations of the comparing of vectors by a GPU. Default: assumed.")
  Double getGpuGflops();

  void setGpuGflops(Double gflops);

  @Description("Whether the result is printed as a JSON object.")
  @Default.Boolean(false)
  boolean isJson();

  void setJson(boolean json);
}
