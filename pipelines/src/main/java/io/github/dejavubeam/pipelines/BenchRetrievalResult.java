package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.transforms.benchmark.Agreement;
import io.github.dejavubeam.transforms.benchmark.Measurement;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a benchmark of retrieval found, as it is printed; times are medians over the runs.
 *
 * @param rows rows of the index
 * @param queries number of queries
 * @param dimension components of a vector
 * @param k neighbours of a query
 * @param threads tasks at the same time
 * @param engine name of the engine
 * @param data kind of the vectors
 * @param seed of the vectors
 * @param repeat number of runs
 * @param wallSeconds from vectors in memory to merged answers
 * @param wallSecondsMin the fastest run's
 * @param cpuSeconds processor time of comparing, all threads
 * @param cpuSecondsMin the least of all runs
 * @param packCpuSeconds processor time of laying out index rows; null where the engine does not
 *     tell it from comparing
 * @param gflops of a brute-force search in {@code cpuSeconds}: 2 rows queries dimension operations
 * @param rowsPerSecond rows by {@code wallSeconds}
 * @param peakResidentBytes of the process, its generated blocks included; null except on Linux
 * @param oracleQueries queries whose answers were checked
 * @param recall share of their true neighbours that were found; null without any
 * @param identical whether all have the true neighbours in the true order; null without any
 */
record BenchRetrievalResult(
    long rows,
    int queries,
    int dimension,
    int k,
    int threads,
    String engine,
    String data,
    long seed,
    int repeat,
    double wallSeconds,
    double wallSecondsMin,
    double cpuSeconds,
    double cpuSecondsMin,
    Double packCpuSeconds,
    double gflops,
    double rowsPerSecond,
    Long peakResidentBytes,
    int oracleQueries,
    Double recall,
    Boolean identical) {

  static BenchRetrievalResult of(
      BenchRetrievalOptions options,
      BenchRetrievalPlan plan,
      Measurement measured,
      OptionalLong peakResidentBytes,
      Agreement agreement) {
    double wall = measured.medianSeconds(Measurement.Run::wall);
    double cpu = measured.medianSeconds(Measurement.Run::searchCpu);
    double pack = measured.medianSeconds(Measurement.Run::packCpu);
    long rows = plan.workload().rowCount();
    int queries = plan.workload().queryCount();
    int dimension = plan.workload().dimension();
    boolean checked = agreement.queries() > 0;
    return new BenchRetrievalResult(
        rows,
        queries,
        dimension,
        plan.workload().k(),
        plan.threads(),
        options.getEngine(),
        options.getData(),
        options.getSeed(),
        plan.repeat(),
        wall,
        measured.leastSeconds(Measurement.Run::wall),
        cpu,
        measured.leastSeconds(Measurement.Run::searchCpu),
        pack > 0 ? pack : null,
        2.0 * rows * queries * dimension / cpu / 1e9,
        rows / wall,
        peakResidentBytes.isPresent() ? peakResidentBytes.getAsLong() : null,
        agreement.queries(),
        checked ? agreement.recall() : null,
        checked ? agreement.identical() : null);
  }

  String json() {
    try {
      return new ObjectMapper().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the result cannot be written", e);
    }
  }

  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        String.format(
            Locale.ROOT,
            "%,d queries, %,d rows, %,d components, k = %,d, %d threads, engine %s, data %s%n%n",
            queries,
            rows,
            dimension,
            k,
            threads,
            engine,
            data));
    line(table, "wall time", "%,.3f s%s", wallSeconds, least(wallSecondsMin));
    line(table, "processor time, search", "%,.3f s%s", cpuSeconds, least(cpuSecondsMin));
    if (packCpuSeconds != null) {
      line(table, "processor time, packing", "%,.3f s", packCpuSeconds);
    }
    line(table, "brute force at the same speed", "%,.1f GFLOP/s of processor time", gflops);
    line(table, "index rows", "%,.0f a second", rowsPerSecond);
    if (peakResidentBytes != null) {
      line(table, "peak memory", "%,d MB", peakResidentBytes >> 20);
    }
    if (recall != null) {
      line(
          table,
          "recall",
          "%s on %d queries, %s",
          recall,
          oracleQueries,
          identical ? "ids and order identical" : "NOT IDENTICAL");
    }
    return table.toString();
  }

  private String least(double seconds) {
    return repeat == 1
        ? ""
        : String.format(Locale.ROOT, " median, %,.3f s least of %d", seconds, repeat);
  }

  private static void line(StringBuilder table, String name, String format, Object... values) {
    table.append(String.format(Locale.ROOT, "  %-30s ", name));
    table.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
