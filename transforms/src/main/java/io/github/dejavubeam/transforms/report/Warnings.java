package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.List;

/** What a reader should know before trusting the numbers of a study, in sentences. */
final class Warnings {

  private static final long FEW = 200;
  private static final double MANY = 0.01;

  private Warnings() {}

  /** The warnings of a vision-language study. */
  static List<String> of(VlmSummary summary) {
    List<String> warnings = new ArrayList<>();
    LeakCounts leaks = summary.leaks();
    if (leaks.sameImage() + leaks.sameCaption() + leaks.excluded() > 0) {
      warnings.add(
          "Leaks: %d target examples share their image and %d their caption with a public example; %d were left out. One that was kept can pass for memorized."
              .formatted(leaks.sameImage(), leaks.sameCaption(), leaks.excluded()));
    }
    SplitCounts target = summary.target();
    few(warnings, target.used());
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
    ImageSummary.Target target = summary.target();
    few(warnings, target.scored());
    share(warnings, target.noBackground(), target.read(), "target examples have no background");
    share(warnings, target.unlabelled(), target.read(), "target examples have no class");
    share(warnings, target.skipped(), target.read(), "target examples were skipped as bad");
    share(
        warnings,
        summary.publicSet().skipped(),
        summary.publicSet().read(),
        "public examples were skipped as bad");
    return warnings;
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

  private static void few(List<String> warnings, long scored) {
    if (scored < FEW) {
      warnings.add(
          "Only %d examples were scored: the intervals are wide, and no finding is not the finding that there is nothing."
              .formatted(scored));
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
