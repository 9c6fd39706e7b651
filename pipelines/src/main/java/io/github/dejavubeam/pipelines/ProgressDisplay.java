package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.progress.Stage;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * One live line for the stages at work, one lasting line for each that is finished. Silent unless
 * the launcher says that the output is a terminal, and how wide.
 */
final class ProgressDisplay {

  /** Columns of the terminal; absent or 0 where there is none. */
  private static final String TERMINAL = "dejavu.terminal";

  private static final long PERIOD_MILLIS = 250;
  private static final String CLEAR = "\r\u001b[K";

  private static volatile ProgressDisplay active;

  private final PrintStream terminal;
  private final int columns;
  private final long startNanos = System.nanoTime();
  private final Thread clock = new Thread(this::tick, "progress");
  private final Set<String> finished = new HashSet<>();

  ProgressDisplay(PrintStream terminal, int columns) {
    this.terminal = terminal;
    this.columns = columns;
  }

  /** Starts to show progress, if that terminal is one. */
  static ProgressDisplay start(PrintStream terminal) {
    ProgressDisplay display = new ProgressDisplay(terminal, Integer.getInteger(TERMINAL, 0));
    if (display.columns > 0) {
      active = display;
      display.clock.setDaemon(true);
      display.clock.start();
    }
    return display;
  }

  /** Writes something else to the terminal, on a line of its own where there is a live line. */
  static void aside(Runnable write) {
    ProgressDisplay display = active;
    if (display == null) {
      write.run();
      return;
    }
    synchronized (display) {
      display.line("");
      write.run();
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(PERIOD_MILLIS);
        show(false);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Shows the stages as they are.
   *
   * @param last whether what is not finished will not go on, so that nothing is left live
   */
  synchronized void show(boolean last) {
    String time = ProgressText.time((System.nanoTime() - startNanos) / 1e9);
    StringBuilder stages = new StringBuilder();
    for (Stage.Snapshot stage : Stage.snapshots()) {
      if (finished.contains(stage.name())) {
        continue;
      }
      if (stage.complete() || last) {
        finished.add(stage.name());
        line(ProgressText.done(stage));
        terminal.println();
      } else {
        stages.append(" | ").append(ProgressText.working(stage));
      }
    }
    String live = stages.isEmpty() ? "running for " + time : time + stages;
    // The last column stays free: a terminal may begin a new line when it is written to.
    line(last ? "" : live.substring(0, Math.min(live.length(), columns - 1)));
  }

  private void line(String text) {
    terminal.print(CLEAR + text);
    terminal.flush();
  }

  /** Stops, and shows what is not finished as far as it came. */
  void close() {
    if (clock.isAlive()) {
      clock.interrupt();
      active = null;
      show(true);
    }
  }
}
