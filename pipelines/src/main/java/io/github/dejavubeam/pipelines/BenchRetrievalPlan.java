package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.benchmark.Workload;
import io.github.dejavubeam.transforms.engines.SearchEngines;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A benchmark of retrieval with every option checked.
 *
 * @param workload what is searched
 * @param engine by what
 * @param threads tasks at the same time
 * @param blockRows most rows of an index block
 * @param dataBytes memory for generated blocks
 * @param warmUp time of searching before the clock runs
 * @param repeat number of measured searches
 * @param oracleQueries number of queries whose answers are checked
 * @param dump directory for vectors and answers
 */
record BenchRetrievalPlan(
    Workload workload,
    SearchEngine engine,
    int threads,
    int blockRows,
    long dataBytes,
    Duration warmUp,
    int repeat,
    int oracleQueries,
    Optional<Path> dump) {

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;
  private static final double MAX_WARM_UP_SECONDS = 3600;

  /**
   * Checks the options of a benchmark.
   *
   * @throws UsageException naming the option and the mend
   */
  static BenchRetrievalPlan of(BenchRetrievalOptions options) {
    try {
      SearchEngine engine = SearchEngines.named(options.getEngine());
      long rows = atLeast(1, "--rows", options.getRows());
      int queries = (int) atLeast(1, "--queries", options.getQueries());
      options.getK().forEach(k -> atLeast(1, "--k", k));
      int blockRows = (int) atLeast(1, "--blockRows", options.getBlockRows());
      int repeat = (int) atLeast(1, "--repeat", options.getRepeat());
      int oracleQueries = (int) atLeast(0, "--oracleQueries", options.getOracleQueries());
      Duration warmUp = warmUp(options.getWarmupSeconds());
      int threads =
          options.getThreads() == null
              ? Runtime.getRuntime().availableProcessors()
              : (int) atLeast(1, "--threads", options.getThreads());
      long dataBytes =
          Math.min(
              atLeast(0, "--dataBytes", options.getDataBytes()),
              Runtime.getRuntime().maxMemory() / 2);
      Optional<Path> dump = Optional.ofNullable(options.getDump()).map(BenchRetrievalPlan::dump);
      BenchData data = BenchData.of(options);
      Workload workload =
          new Workload(data.rows(), rows, data.queries(), queries, Collections.max(options.getK()));
      requireMemory(workload, threads, blockRows);
      return new BenchRetrievalPlan(
          workload, engine, threads, blockRows, dataBytes, warmUp, repeat, oracleQueries, dump);
    } catch (UsageException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static long atLeast(long least, String option, Number value) {
    if (value.longValue() < least) {
      throw new UsageException(option + "=" + value + ": give a number of at least " + least);
    }
    return value.longValue();
  }

  private static Duration warmUp(double seconds) {
    if (!(seconds >= 0 && seconds <= MAX_WARM_UP_SECONDS)) {
      throw new UsageException(
          "--warmupSeconds=" + seconds + ": give a number from 0 to " + (int) MAX_WARM_UP_SECONDS);
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  private static Path dump(String directory) {
    Path path = Path.of(directory);
    try {
      if (Files.exists(path)) {
        try (Stream<Path> files = Files.list(path)) {
          if (files.findAny().isPresent()) {
            throw new UsageException(
                "--dump=" + directory + " is not empty: choose another directory or remove it");
          }
        }
      }
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UsageException("--dump=" + directory + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void requireMemory(Workload workload, int threads, int blockRows) {
    long dimension = workload.dimension();
    long inBlock = Math.min(blockRows, workload.rowCount()) * dimension;
    if (inBlock > MAX_ARRAY) {
      throw new UsageException(
          "--blockRows=" + blockRows + ": give at most " + MAX_ARRAY / dimension);
    }
    long blocks = Math.min(threads, (workload.rowCount() + blockRows - 1) / blockRows);
    long needed = (blocks * inBlock + workload.queryCount() * dimension) * Float.BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (needed > heap / 4 * 3) {
      throw new UsageException(
          "a block for every thread and the queries take %d MB of a heap of %d MB: give a smaller --blockRows or --queries, or more heap by DEJAVU_JAVA_OPTS=-Xmx..."
              .formatted(needed >> 20, heap >> 20));
    }
  }
}
