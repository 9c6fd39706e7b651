package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ShiftResult;
import javax.annotation.Nullable;

/** Whether a control set can be trusted, in words. */
final class ShiftText {

  private ShiftText() {}

  /** That a control set can be trusted, as HTML; empty where it cannot or there is none. */
  static String note(@Nullable ShiftResult shift) {
    return shift == null || shift.shifted()
        ? ""
        : "<p class=\"note\">The control set: " + Html.escape(of(shift).strip()) + "</p>\n";
  }

  /** One sentence, or a warning of several lines; ASCII but for the names. */
  static String of(ShiftResult shift) {
    if (!shift.shifted()) {
      return "Its labels%s give no reason to doubt that it is drawn like the target (p %s).\n"
          .formatted(shift.distances().isEmpty() ? "" : " and distances", pValue(shift.pValue()));
    }
    StringBuilder text =
        new StringBuilder(
            """

            WARNING: the control set is not drawn like the target set, so its gaps do not tell what the
            target's would be without memory: the control explains nothing.
            """);
    text.append(
        "  Labels: total variation distance %s (p %s); '%s' is on %s %% of the target's and %s %% of the control's examples.\n"
            .formatted(
                NumberText.share(shift.labelDistance()),
                pValue(shift.labelPValue()),
                ResultTable.printable(shift.label()),
                NumberText.percent(shift.targetShare()),
                NumberText.percent(shift.controlShare())));
    for (ShiftResult.Distances distances : shift.distances()) {
      text.append(
          "  Distances to the public set under %s%s: distributions differ by %s (p %s).\n"
              .formatted(
                  ResultTable.printable(distances.reference()),
                  distances.mode() == null ? "" : " (" + distances.mode().label() + ")",
                  NumberText.share(distances.statistic()),
                  pValue(distances.pValue())));
    }
    return text.toString();
  }

  private static String pValue(double value) {
    String text = NumberText.pValue(value);
    return text.startsWith("<") ? "< " + text.substring(1) : "= " + text;
  }
}
