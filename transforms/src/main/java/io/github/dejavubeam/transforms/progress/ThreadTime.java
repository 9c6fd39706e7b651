package io.github.dejavubeam.transforms.progress;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** Processor time, which other work on a machine leaves as it is, unlike the clock. */
public final class ThreadTime {

  /** Kept, as to find it takes longer than to ask it. */
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ThreadTime() {}

  /** What the current thread has used since it began, in microseconds. */
  public static long micros() {
    return nanos() / 1_000;
  }

  /** The same in nanoseconds. */
  public static long nanos() {
    return THREADS.getCurrentThreadCpuTime();
  }
}
