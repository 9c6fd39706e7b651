package io.github.dejavubeam.pipelines;

import java.util.logging.ConsoleHandler;
import java.util.logging.LogRecord;

/** Writes the log to the console, beside the live line of the progress. Named by the launcher. */
public final class TerminalLog extends ConsoleHandler {

  @Override
  public synchronized void publish(LogRecord message) {
    ProgressDisplay.aside(() -> super.publish(message));
  }
}
