package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/** What a reader should know before trusting the numbers of a study, in sentences. */
final class Warnings {

  private static final long FEW = 200;
  private static final double MANY = 0.01;

  private Warnings() {}

  /** The warnings of a vision-language study. */
  static List<String> of(VlmSummary summary) {
    List<String> warnings = new ArrayList<>();
    leaks(warnings, summary.leaks(), "target", "a public example", "pass for memorized");
    if (summary.controlLeaks() != null) {
      leaks(
          warnings,
          summary.controlLeaks(),
          "control",
          "a public or target example",
          "hide what was memorized");
    }
    shift(warnings, summary.shift());
    SplitCounts target = summary.target();
    few(warnings, "target", target.used());
    share(warnings, target.unlabelled(), target.read(), "target examples have no object label");
    share(warnings, target.skipped(), target.read(), "target examples were skipped as bad");
    share(
        warnings,
        summary.publicSet().skipped(),
        summary.publicSet().read(),
        "public examples were skipped as bad");
    return warnings;
  }

  /** The warnings of an image study. */
  static List<String> of(ImageSummary summary) {
    List<String> warnings = new ArrayList<>();
    sameImages(warnings, summary.leaks(), "target", "a public image", "pass for memorized");
    if (summary.control() != null) {
      sameImages(
          warnings,
          summary.control().leaks(),
          "control",
          "a public or target image",
          "hide what was memorized");
    }
    shift(warnings, summary.shift());
    scored(warnings, "target", summary.target());
    if (summary.control() != null) {
      scored(warnings, "control", summary.control().target());
    }
    share(
        warnings,
        summary.publicSet().skipped(),
        summary.publicSet().read(),
        "public examples were skipped as bad");
    return warnings;
  }

  private static void scored(List<String> warnings, String set, ImageSummary.Target counts) {
    few(warnings, set, counts.scored());
    share(warnings, counts.noBackground(), counts.read(), set + " examples have no background");
    share(warnings, counts.unlabelled(), counts.read(), set + " examples have no class");
    share(warnings, counts.skipped(), counts.read(), set + " examples were skipped as bad");
  }

  /** The warnings as a list, as HTML; empty where there is none. */
  static String html(List<String> warnings) {
    if (warnings.isEmpty()) {
      return "";
    }
    StringBuilder html = new StringBuilder("<ul class=\"warnings\">\n");
    warnings.forEach(warning -> html.append("<li>").append(Html.escape(warning)).append("</li>\n"));
    return html.append("</ul>\n").toString();
  }

  private static void leaks(
      List<String> warnings, LeakCounts leaks, String set, String with, String danger) {
    if (!leaks.isEmpty()) {
      String near =
          leaks.nearImage() == null
              ? ""
              : ", %d have an image that is near one of them".formatted(leaks.nearImage());
      warnings.add(
          "Leaks: %d %s examples share their image and %d their caption with %s%s; %d were left out. One that was kept can %s."
              .formatted(
                  leaks.sameImage(),
                  set,
                  leaks.sameCaption(),
                  with,
                  near,
                  leaks.excluded(),
                  danger));
    }
  }

  private static void sameImages(
      List<String> warnings, LeakCounts leaks, String set, String with, String danger) {
    if (!leaks.isEmpty()) {
      warnings.add(
          "Leaks: %d %s examples have the same image bytes as %s; %d were left out. One that was kept can %s."
              .formatted(leaks.sameImage(), set, with, leaks.excluded(), danger));
    }
  }

  private static void shift(List<String> warnings, @Nullable ShiftResult shift) {
    if (shift != null && shift.shifted()) {
      warnings.add(ShiftText.of(shift).strip().replaceFirst("^WARNING: the", "The"));
    }
  }

  private static void few(List<String> warnings, String set, long scored) {
    if (scored < FEW) {
      warnings.add(
          "Only %d %s examples were scored: the intervals are wide, and no finding is not the finding that there is nothing."
              .formatted(scored, set));
    }
  }

  private static void share(List<String> warnings, long part, long whole, String what) {
    if (part > MANY * whole) {
      warnings.add(
          "%s %% (%d of %d) %s; the numbers speak of the others."
              .formatted(NumberText.percent((double) part / whole), part, whole, what));
    }
  }
}
