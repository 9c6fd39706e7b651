package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.progress.Stage;
import java.util.Locale;

/** A stage in words: how far it is, how fast, and how long it will take. */
final class ProgressText {

  private static final String BYTES = "bytes";

  private ProgressText() {}

  /** A stage that is finished, or ends where it is. */
  static String done(Stage.Snapshot stage) {
    return String.format(
        Locale.ROOT,
        "%s: %s in %.1f s",
        stage.name(),
        amount(stage.done(), stage.unit()),
        stage.seconds());
  }

  /** A stage at work. */
  static String working(Stage.Snapshot stage) {
    String text = stage.name() + ": " + amount(stage.done(), stage.unit());
    if (stage.total() > 0) {
      text += String.format(Locale.ROOT, " (%d %%)", 100 * stage.done() / stage.total());
    }
    if (stage.done() == 0 || stage.seconds() <= 0) {
      return text;
    }
    double rate = stage.done() / stage.seconds();
    text += ", " + amount((long) rate, stage.unit()) + "/s";
    if (stage.total() > 0) {
      text += ", " + time((stage.total() - stage.done()) / rate) + " left";
    }
    return text + steps(stage);
  }

  /** How fast each step would be if the threads at work did nothing else. */
  private static String steps(Stage.Snapshot stage) {
    if (stage.steps().isEmpty()) {
      return "";
    }
    double nanos = stage.steps().values().stream().mapToDouble(Stage.Spent::nanos).sum();
    StringBuilder text = new StringBuilder();
    stage
        .steps()
        .forEach(
            (step, spent) -> {
              double share = spent.nanos() / nanos;
              text.append(
                  String.format(
                      Locale.ROOT,
                      "%s %s %,.0f/s",
                      text.isEmpty() ? ";" : ",",
                      step,
                      spent.units() / (share * stage.seconds())));
            });
    return text + String.format(Locale.ROOT, "; models busy %.0f %%", 100 * stage.callShare());
  }

  /** A time as it is read at a glance: seconds, minutes and seconds, or hours and minutes. */
  static String time(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%d:%02d min", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%d:%02d h", whole / 3600, whole / 60 % 60);
  }

  private static String amount(long number, String unit) {
    boolean bytes = unit.equals(BYTES);
    if (number >= 10_000_000_000L) {
      return String.format(Locale.ROOT, "%.1f G%s", number / 1e9, bytes ? "B" : " " + unit);
    }
    if (number >= (bytes ? 1_000_000 : 10_000_000)) {
      return String.format(Locale.ROOT, "%.1f M%s", number / 1e6, bytes ? "B" : " " + unit);
    }
    return bytes
        ? String.format(Locale.ROOT, "%d kB", number / 1000)
        : String.format(Locale.ROOT, "%,d %s", number, unit);
  }
}
