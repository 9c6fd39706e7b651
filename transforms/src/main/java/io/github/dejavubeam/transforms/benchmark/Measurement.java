package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One or more measured searches of the same data.
 *
 * @param runs their times, at least one
 * @param neighbors what they found, by query
 */
public record Measurement(List<Run> runs, List<NearestNeighbors> neighbors) {

  /**
   * The times of one search in nanoseconds.
   *
   * @param wall from query vectors and index blocks in memory to the merged answers
   * @param packCpu processor time for laying out index rows; 0 where the engine does not tell
   * @param searchCpu processor time for comparing
   */
  public record Run(long wall, long packCpu, long searchCpu) {}

  /** The median of the runs in seconds. */
  public double medianSeconds(ToLongFunction<Run> nanos) {
    long[] sorted = runs.stream().mapToLong(nanos).sorted().toArray();
    int middle = sorted.length / 2;
    double median =
        sorted.length % 2 == 1
            ? sorted[middle]
            : ((double) sorted[middle - 1] + sorted[middle]) / 2;
    return median / 1e9;
  }

  /** The least of the runs in seconds. */
  public double leastSeconds(ToLongFunction<Run> nanos) {
    return runs.stream().mapToLong(nanos).min().orElseThrow() / 1e9;
  }
}
