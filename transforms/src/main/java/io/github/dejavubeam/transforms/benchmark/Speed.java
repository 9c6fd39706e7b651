package io.github.dejavubeam.transforms.benchmark;

import java.util.Arrays;
import java.util.List;

/**
 * How fast examples were processed, once for every round.
 *
 * @param rounds the measurements, at least one
 */
public record Speed(List<Round> rounds) {

  /**
   * One measurement.
   *
   * @param examples number of examples
   * @param wallNanos wall time
   * @param cpuNanos processor time of the whole process
   */
  public record Round(long examples, long wallNanos, long cpuNanos) {

    /** The same examples without the time of another round, but for a nanosecond. */
    Round without(Round other) {
      return new Round(
          examples,
          Math.max(1, wallNanos - other.wallNanos),
          Math.max(1, cpuNanos - other.cpuNanos));
    }
  }

  /** Examples a second of wall time, the median of the rounds. */
  public double perSecond() {
    return median(
        rounds.stream().mapToDouble(round -> round.examples() * 1e9 / round.wallNanos()).toArray());
  }

  /** Processor time of an example in seconds, the median of the rounds. */
  public double cpuSeconds() {
    return median(
        rounds.stream().mapToDouble(round -> round.cpuNanos() / 1e9 / round.examples()).toArray());
  }

  /** Processor time of a round in seconds, the median. */
  public double roundCpuSeconds() {
    return median(rounds.stream().mapToDouble(round -> round.cpuNanos() / 1e9).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
