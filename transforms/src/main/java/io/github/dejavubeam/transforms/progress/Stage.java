package io.github.dejavubeam.transforms.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private Snapshot snapshot() {
    double seconds = (lastNanos.get() - firstNanos.get()) / 1e9;
    return new Snapshot(name, unit, done.get(), total.get(), seconds);
  }

  /**
   * A stage at one moment.
   *
   * @param name what is being done
   * @param unit what is counted
   * @param done units finished
   * @param total units expected, 0 where unknown
   * @param seconds from the first to the last count
   */
  public record Snapshot(String name, String unit, long done, long total, double seconds) {

    /** Whether all expected units are finished. */
    public boolean complete() {
      return total > 0 && done >= total;
    }
  }
}
