package io.github.dejavubeam.pipelines;

import java.io.PrintStream;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * Something the program can be told to do.
 *
 * @param <T> its options
 */
interface Verb<T extends PipelineOptions> {

  /** The word on the command line, or two: a verb and its subject. */
  String name();

  /** What it does, in one line. */
  String summary();

  /** Its options. */
  Class<T> options();

  /** Whether it runs a pipeline, and so takes the options of Beam's runners. */
  default boolean runsPipeline() {
    return true;
  }

  /** Whether its pipeline can run on machines that share no files with this one. */
  default boolean runsElsewhere() {
    return runsPipeline();
  }

  /** The command line with what the verb adds to it. */
  default List<String> complete(List<String> args) {
    return args;
  }

  /**
   * Does it.
   *
   * @param out where results are printed
   * @throws UsageException if an option, path or model is wrong; before any data is read
   */
  void run(T options, PrintStream out);
}
