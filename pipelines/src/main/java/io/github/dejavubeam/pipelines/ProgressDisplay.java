package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.progress.Stage;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * One live line for the stages at work, one lasting line for each that is finished. Silent unless
 * the launcher says that the output is a terminal.
 */
final class ProgressDisplay {

  private static final String TERMINAL = "dejavu.terminal";
  private static final long PERIOD_MILLIS = 250;
  private static final int WIDTH = 100;

  private final PrintStream terminal;
  private final Thread clock = new Thread(this::tick, "progress");
  private final Set<String> finished = new HashSet<>();

  private ProgressDisplay(PrintStream terminal) {
    this.terminal = terminal;
  }

  /** Starts to show progress, if that terminal is one. */
  static ProgressDisplay start(PrintStream terminal) {
    ProgressDisplay display = new ProgressDisplay(terminal);
    if (Boolean.getBoolean(TERMINAL)) {
      display.clock.setDaemon(true);
      display.clock.start();
    }
    return display;
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

  private synchronized void show(boolean last) {
    StringBuilder live = new StringBuilder();
    for (Stage.Snapshot stage : Stage.snapshots()) {
      if (finished.contains(stage.name())) {
        continue;
      }
      if (stage.complete() || last) {
        finished.add(stage.name());
        line(done(stage));
        terminal.println();
      } else {
        live.append(live.length() > 0 ? " | " : "").append(working(stage));
      }
    }
    if (!last) {
      line(live.length() > WIDTH ? live.substring(0, WIDTH) : live.toString());
    }
  }

  private void line(String text) {
    terminal.printf("\r%-" + WIDTH + "s\r%s", "", text);
    terminal.flush();
  }

  private static String done(Stage.Snapshot stage) {
    return String.format(
        Locale.ROOT,
        "%s: %s in %.1f s",
        stage.name(),
        amount(stage.done(), stage.unit()),
        stage.seconds());
  }

  private static String working(Stage.Snapshot stage) {
    String text = stage.name() + ": " + amount(stage.done(), stage.unit());
    if (stage.total() > 0) {
      text += String.format(Locale.ROOT, " (%d %%)", 100 * stage.done() / stage.total());
    }
    double rate = stage.done() / Math.max(stage.seconds(), 0.001);
    if (stage.done() > 0 && stage.seconds() > 0) {
      text += ", " + amount((long) rate, stage.unit()) + "/s";
    }
    if (stage.total() > 0 && rate > 0) {
      text += String.format(Locale.ROOT, ", %.0f s left", (stage.total() - stage.done()) / rate);
    }
    return text;
  }

  private static String amount(long number, String unit) {
    if (number >= 10_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f G%s", number / 1e9, unit);
    }
    if (number >= 10_000_000) {
      return String.format(Locale.ROOT, "%.1f M%s", number / 1e6, unit);
    }
    return String.format(Locale.ROOT, "%,d %s", number, unit);
  }

  /** Stops, and shows what is not finished as far as it came. */
  void close() {
    if (clock.isAlive()) {
      clock.interrupt();
      show(true);
    }
  }
}
