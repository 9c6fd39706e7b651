package io.github.dejavubeam.transforms.progress;

import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** Counters of work done, by names that dashboards can rely on. */
public final class Counters {

  /** Where Beam and its runners show them. */
  public static final String NAMESPACE = "dejavu";

  private Counters() {}

  /** The counter of that name. */
  public static Counter of(String name) {
    return Metrics.counter(NAMESPACE, name);
  }
}
