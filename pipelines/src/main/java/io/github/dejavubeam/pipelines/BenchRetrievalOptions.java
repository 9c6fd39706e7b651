package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.engines.SearchEngines;
import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * What a benchmark of retrieval is told. Options that other verbs have too are declared with the
 * same types and defaults, as Beam demands of one program.
 */
public interface BenchRetrievalOptions extends PipelineOptions {

  @Description("Rows of the index. Any number: they are generated as they are needed.")
  @Validation.Required
  Long getRows();

  void setRows(Long rows);

  @Description("Number of queries.")
  @Validation.Required
  Integer getQueries();

  void setQueries(Integer queries);

  @Description("Components of a vector; with --data=embeddings it follows from --vectors.")
  Integer getDimension();

  void setDimension(Integer dimension);

  @Description("Nearest neighbours of a query. Of several numbers the largest counts, as in vlm.")
  @Default.InstanceFactory(VlmOptions.Ks.class)
  List<Integer> getK();

  void setK(List<Integer> k);

  @Description("Search tasks that run at the same time. Default: the cores of this machine.")
  Integer getThreads();

  void setThreads(Integer threads);

  @Description(
      "What searches: vector, vector registers by Java's Vector API; brute, the same without the"
          + " filter that saves most comparisons of whole vectors; onnx, ONNX Runtime on the"
          + " processor; cuda, ONNX Runtime on a GPU; auto, vector where Java has it, else onnx."
          + " All find the same.")
  @Default.InstanceFactory(FirstEngine.class)
  String getEngine();

  void setEngine(String engine);

  @Description(
      "What the vectors are like: gaussian, directions without structure; clustered, a mixture with a"
          + " decaying spectrum; embeddings, the real vectors of --vectors scaled up.")
  @Default.String("gaussian")
  String getData();

  void setData(String data);

  @Description("Folder of one encoder that embed wrote, such as vectors/public/my-clip.image.")
  String getVectors();

  void setVectors(String directory);

  @Description("Likewise for the queries, such as that of the captions. Default: --vectors.")
  String getQueryVectors();

  void setQueryVectors(String directory);

  @Description(
      "How far --data=embeddings strays from copies of the real vectors, as a share of their spread."
          + " Default: 0.5.")
  String getSmoothing();

  void setSmoothing(String smoothing);

  @Description("Most rows of an index block; blocks are cut evenly.")
  @Default.Integer(65536)
  int getBlockRows();

  void setBlockRows(int blockRows);

  @Description(
      "Memory for generated rows in bytes, at most half of the heap. What does not fit is searched in"
          + " turns; every thread holds a block in any case.")
  @Default.Long(1L << 30)
  long getDataBytes();

  void setDataBytes(long dataBytes);

  @Description("Names the random data.")
  @Default.Long(1)
  long getSeed();

  void setSeed(long seed);

  @Description("Seconds of searching before the clock runs, for Java to compile the engine.")
  @Default.Double(4)
  double getWarmupSeconds();

  void setWarmupSeconds(double seconds);

  @Description("Measured searches; times are their medians.")
  @Default.Integer(1)
  int getRepeat();

  void setRepeat(int repeat);

  @Description(
      "Queries whose answers are compared with a brute-force search in double precision, which takes"
          + " a while and is not timed.")
  @Default.Integer(50)
  int getOracleQueries();

  void setOracleQueries(int queries);

  @Description(
      "Empty or absent directory for the vectors and the answers: rows.f32, queries.f32,"
          + " neighbours.i64 (little-endian, without headers), shape.json.")
  String getDump();

  void setDump(String directory);

  @Description("Whether the result is printed as a JSON object.")
  @Default.Boolean(false)
  boolean isJson();

  void setJson(boolean json);

  /** The engine that studies use. */
  class FirstEngine implements DefaultValueFactory<String> {
    @Override
    public String create(PipelineOptions options) {
      return SearchEngines.names().get(0);
    }
  }
}
