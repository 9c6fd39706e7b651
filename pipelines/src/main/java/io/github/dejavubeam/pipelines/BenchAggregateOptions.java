package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What a benchmark of aggregation is told; options of other verbs are declared as there. */
public interface BenchAggregateOptions extends PipelineOptions {

  @Description("Target examples; there is a tenth as many control examples. Default: 1000000.")
  Long getRows();

  void setRows(Long rows);

  @Description("Comparisons that every example has a score in.")
  @Default.Integer(4)
  int getComparisons();

  void setComparisons(int comparisons);

  @Description(
      "Directory of the results of the made-up study; what an earlier run wrote there is written"
          + " again. Default: dejavu-bench.")
  String getOutput();

  void setOutput(String output);

  @Description("Names the random data.")
  @Default.Long(1)
  long getSeed();

  void setSeed(long seed);
}
