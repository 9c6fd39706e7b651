package io.github.dejavubeam.transforms.progress;

import java.util.function.LongSupplier;

/**
 * For how long at least one of many threads is at something: what they do at once counts once, as
 * on a device that they share.
 */
public final class BusyTime {

  private final LongSupplier clock;
  private int running;
  private long since;
  private long nanos;

  /** Measures by the clock of this process. */
  public BusyTime() {
    this(System::nanoTime);
  }

  BusyTime(LongSupplier clock) {
    this.clock = clock;
  }

  /** A thread begins. */
  public synchronized void begin() {
    if (running++ == 0) {
      since = clock.getAsLong();
    }
  }

  /** A thread that began ends. */
  public synchronized void end() {
    if (--running == 0) {
      nanos += clock.getAsLong() - since;
    }
  }

  /** The nanoseconds since the last time they were taken. */
  public synchronized long take() {
    if (running > 0) {
      long now = clock.getAsLong();
      nanos += now - since;
      since = now;
    }
    long taken = nanos;
    nanos = 0;
    return taken;
  }
}
