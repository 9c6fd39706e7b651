package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.benchmark.Agreement;
import io.github.dejavubeam.transforms.benchmark.Measurement;
import io.github.dejavubeam.transforms.benchmark.PeakMemory;
import io.github.dejavubeam.transforms.benchmark.RetrievalBenchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Measures how fast an engine finds exact nearest neighbours, and checks that it does. */
final class BenchRetrieval implements Verb<BenchRetrievalOptions> {

  @Override
  public String name() {
    return "bench retrieval";
  }

  @Override
  public String summary() {
    return "Measures how fast exact nearest neighbours are found, on generated vectors.";
  }

  @Override
  public Class<BenchRetrievalOptions> options() {
    return BenchRetrievalOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(BenchRetrievalOptions options, PrintStream out) {
    ProgressDisplay display = ProgressDisplay.start(System.err);
    BenchRetrievalPlan plan = BenchRetrievalPlan.of(options);
    BenchRetrievalResult result;
    try (RetrievalBenchmark benchmark =
        RetrievalBenchmark.of(
            plan.workload(), plan.engine(), plan.threads(), plan.blockRows(), plan.dataBytes())) {
      benchmark.warmUp(plan.warmUp());
      Measurement measured = benchmark.measure(plan.repeat());
      OptionalLong peak = PeakMemory.residentBytes();
      Agreement agreement = benchmark.check(measured, plan.oracleQueries());
      if (plan.dump().isPresent()) {
        dump(benchmark, plan.dump().get(), measured);
      }
      result = BenchRetrievalResult.of(options, plan, measured, peak, agreement);
    } finally {
      display.close();
    }
    out.print(options.isJson() ? result.json() + System.lineSeparator() : result.table());
  }

  private static void dump(RetrievalBenchmark benchmark, Path folder, Measurement measured) {
    try {
      benchmark.dump(folder, measured);
    } catch (IOException e) {
      throw new UsageException("--dump=" + folder + " cannot be written: " + e.getMessage(), e);
    }
  }
}
