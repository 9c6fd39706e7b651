package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** What a benchmark of Naive Bayes is told; options of other verbs are declared as there. */
public interface BenchNaiveBayesOptions extends PipelineOptions {

  @Description("Examples to learn from, and as many to predict. Default: 300000.")
  Long getRows();

  void setRows(Long rows);

  @Description("Classes of the examples.")
  @Default.Integer(1000)
  int getClasses();

  void setClasses(int classes);

  @Description("Distinct tags.")
  @Default.Integer(4585)
  int getTags();

  void setTags(int tags);

  @Description("Tags of an example.")
  @Default.Integer(10)
  int getTagsOfExample();

  void setTagsOfExample(int tags);

  @Description("Tasks that run at the same time. Default: the cores of this machine.")
  Integer getThreads();

  void setThreads(Integer threads);

  @Description("Names the random data.")
  @Default.Long(1)
  long getSeed();

  void setSeed(long seed);
}
