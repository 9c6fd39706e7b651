package io.github.dejavubeam.transforms.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Work that steps of this process count while they do it, for a display in the same process: a
 * local run shows it, on a cluster nobody looks and the metrics of the runner tell the same.
 */
public final class Stage {

  private static final Map<String, Stage> STAGES = new LinkedHashMap<>();

  private final String name;
  private final String unit;
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong firstNanos = new AtomicLong();
  private final AtomicLong lastNanos = new AtomicLong();
  private final TreeMap<String, Spent> steps = new TreeMap<>();
  private long inCalls;
  private long active;

  private Stage(String name, String unit) {
    this.name = name;
    this.unit = unit;
  }

  /** The stage of that name, made when first asked for. */
  public static Stage of(String name, String unit) {
    synchronized (STAGES) {
      return STAGES.computeIfAbsent(name, key -> new Stage(key, unit));
    }
  }

  /** Forgets all stages; for the start of a run. */
  public static void forgetAll() {
    synchronized (STAGES) {
      STAGES.clear();
    }
  }

  /** Every stage that has begun, in the order of first mention. */
  public static List<Snapshot> snapshots() {
    List<Stage> stages;
    synchronized (STAGES) {
      stages = new ArrayList<>(STAGES.values());
    }
    return stages.stream()
        .filter(stage -> stage.firstNanos.get() != 0)
        .map(Stage::snapshot)
        .toList();
  }

  /** Says how many more units there will be; a stage without a total has an unknown end. */
  public void expect(long units) {
    total.addAndGet(units);
  }

  /** Counts finished units; 0 says that the stage has begun. */
  public void add(long units) {
    long now = System.nanoTime();
    firstNanos.compareAndSet(0, now);
    lastNanos.set(now);
    done.addAndGet(units);
  }

  /**
   * Says what threads spent on the steps of this work.
   *
   * @param spent by step
   * @param callNanos for how long at least one call of a model ran
   * @param activeNanos for how long at least one thread worked
   */
  public synchronized void spend(Map<String, Spent> spent, long callNanos, long activeNanos) {
    spent.forEach((step, more) -> steps.merge(step, more, Spent::plus));
    inCalls += callNanos;
    active += activeNanos;
  }

  private synchronized Snapshot snapshot() {
    double seconds = (lastNanos.get() - firstNanos.get()) / 1e9;
    return new Snapshot(
        name,
        unit,
        done.get(),
        total.get(),
        seconds,
        new TreeMap<>(steps),
        active == 0 ? 0 : Math.min(1, (double) inCalls / active));
  }

  /**
   * What a step took.
   *
   * @param nanos the sum over threads
   * @param units how many examples it was done to
   */
  public record Spent(long nanos, long units) {

    /** Both together. */
    public Spent plus(Spent other) {
      return new Spent(nanos + other.nanos, units + other.units);
    }
  }

  /**
   * A stage at one moment.
   *
   * @param name what is being done
   * @param unit what is counted
   * @param done units finished
   * @param total units expected, 0 where unknown
   * @param seconds from the first to the last count
   * @param steps what its steps took; empty where that is not measured
   * @param callShare share of the time in which at least one call of a model ran
   */
  public record Snapshot(
      String name,
      String unit,
      long done,
      long total,
      double seconds,
      SortedMap<String, Spent> steps,
      double callShare) {

    /** A stage whose steps are not measured. */
    public Snapshot(String name, String unit, long done, long total, double seconds) {
      this(name, unit, done, total, seconds, new TreeMap<>(), 0);
    }

    /** Whether all expected units are finished. */
    public boolean complete() {
      return total > 0 && done >= total;
    }
  }
}
