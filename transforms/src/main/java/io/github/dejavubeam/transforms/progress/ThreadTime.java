package io.github.dejavubeam.transforms.progress;

import java.lang.management.ManagementFactory;

/** Processor time, which other work on a machine leaves as it is, unlike the clock. */
public final class ThreadTime {

  private ThreadTime() {}

  /** What the current thread has used since it began, in microseconds. */
  public static long micros() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1_000;
  }
}
