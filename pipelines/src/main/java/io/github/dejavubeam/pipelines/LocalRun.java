package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.io.OutputClaim;
import io.github.dejavubeam.transforms.io.StudyBeginning;
import io.github.dejavubeam.transforms.progress.Counters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineResult.State;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a pipeline to its end, alone in its output directory, and shows its progress. */
final class LocalRun {

  /**
   * Options that an unfinished study may be given anew: they decide whether it ends, not how; or in
   * which layouts vectors are written besides.
   */
  private static final List<String> FREE =
      List.of(
          "output",
          "maxBadFraction",
          "engine",
          "searchMemory",
          "blockCacheBytes",
          "format",
          "dryRun");

  private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);

  private final Pipeline pipeline;
  private final String output;
  private final StudyBeginning study;

  private LocalRun(Pipeline pipeline, String output, StudyBeginning study) {
    this.pipeline = pipeline;
    this.output = output;
    this.study = study;
  }

  /**
   * A run of that verb with those options; embedded Flink gets the parallelism that the rest of the
   * program counts on.
   */
  static LocalRun of(Verb<?> verb, EmbeddingOptions options, Pipeline pipeline) {
    return of(verb, options, OutputPath.of(options.getOutput()), pipeline);
  }

  /** A run of a verb that writes to that directory, likewise. */
  static LocalRun of(Verb<?> verb, PipelineOptions options, String output, Pipeline pipeline) {
    if (options.getRunner().equals(FlinkRunner.class)) {
      options.as(FlinkPipelineOptions.class).setParallelism(Parallelism.of(options));
    }
    TreeMap<String, String> deciding = new TreeMap<>(DeclaredOptions.values(verb, options));
    deciding.keySet().removeAll(FREE);
    return new LocalRun(pipeline, output, new StudyBeginning(verb.name(), deciding));
  }

  /**
   * Returns when the pipeline is finished; throws what ended it otherwise.
   *
   * @return whether there are results: not where a job was only described, for a template
   * @throws JobException if a job elsewhere ended without results
   * @throws UsageException if the output directory is another run's or another study's; before any
   *     data is read
   */
  boolean run() {
    FlinkSettings.cluster(pipeline.getOptions())
        .ifPresent(
            cluster ->
                Interruption.cancelBy(() -> cluster.cancel(pipeline.getOptions().getJobName())));
    AtomicBoolean lost = new AtomicBoolean();
    Thread running = Thread.currentThread();
    OutputClaim claim =
        claim(
            () -> {
              lost.set(true);
              running.interrupt();
            });
    ProgressDisplay display = ProgressDisplay.start(System.err);
    try {
      PipelineResult result = pipeline.run();
      if (DataflowSettings.onlyDescribe(pipeline.getOptions())) {
        return false;
      }
      if (DataflowSettings.areOf(pipeline.getOptions())) {
        Interruption.cancelBy(() -> cancel(result));
      }
      State state = result.waitUntilFinish();
      if (state != State.DONE) {
        throw new JobException("the job ended as " + state + ": its log says why");
      }
      tellCounters(result);
      return true;
    } catch (RuntimeException e) {
      if (lost.get()) {
        throw new EnvironmentException(
            "--output="
                + output
                + " was taken by another run, since this one could not reach it for a minute: let"
                + " that one end, or give the command again when it has",
            e);
      }
      throw e;
    } finally {
      display.close();
      claim.close();
    }
  }

  private static void cancel(PipelineResult result) {
    try {
      result.cancel();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void tellCounters(PipelineResult result) {
    MetricsFilter ours =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.inNamespace(Counters.NAMESPACE))
            .build();
    TreeMap<String, Long> totals = new TreeMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(ours).getCounters()) {
      totals.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    LOG.info(
        "counters: {}",
        totals.entrySet().stream().map(String::valueOf).collect(Collectors.joining(" ")));
  }

  private OutputClaim claim(Runnable lost) {
    try {
      return OutputClaim.of("--output", output, study, lost);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UsageException("--output=" + output + " cannot be written: " + e.getMessage(), e);
    }
  }
}
