package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;

/**
 * What one model's gaps against one reference say, in words, as HTML. Where there is a control set,
 * it is the difference of the gaps on target and control that speaks.
 */
final class Finding {

  private enum Sign {
    POSITIVE,
    NEGATIVE,
    UNDECIDED,
    UNMEASURED;

    static Sign of(Estimate gap) {
      // NaN and infinite ends both make the width not finite; such an interval decides nothing.
      if (!Double.isFinite(gap.value()) || !Double.isFinite(gap.high() - gap.low())) {
        return UNMEASURED;
      }
      if (!gap.excludesZero()) {
        return UNDECIDED;
      }
      return gap.value() > 0 ? POSITIVE : NEGATIVE;
    }
  }

  private final ComparisonResult result;
  private final boolean twoModel;
  private final String model;
  private final String reference;
  private final Estimate precisionGap;
  private final Estimate recallGap;

  /** The finding of that result. */
  Finding(ComparisonResult result) {
    this.result = result;
    twoModel = result.comparison().kind() == ReferenceKind.TWO_MODEL;
    model = Html.name(result.comparison().model());
    reference = Html.name(result.comparison().reference());
    ControlResult control = result.control();
    precisionGap = control == null ? result.ppg() : control.ppgDifference();
    recallGap = control == null ? result.prg() : control.prgDifference();
  }

  /** What it means, in one sentence. */
  String verdict() {
    Sign precision = Sign.of(precisionGap);
    Sign recall = Sign.of(recallGap);
    if (precision == Sign.UNMEASURED || recall == Sign.UNMEASURED) {
      return "Nothing was measured.";
    }
    if (precision == recall) {
      return agreed(precision);
    }
    if (precision == Sign.UNDECIDED) {
      return single(recall, "recall", "precision");
    }
    if (recall == Sign.UNDECIDED) {
      return single(precision, "precision", "recall");
    }
    return "No clear finding: precision and recall point in opposite directions.";
  }

  /** The numbers behind the precision; empty where it was not measured. */
  String precision() {
    ControlResult control = result.control();
    return control == null
        ? sentence("Precision", result.precisionWins(), result.precisionLosses(), result.ppg())
        : difference("Precision", result.ppg(), control.ppg(), control.ppgDifference());
  }

  /** The numbers behind the recall; empty where it was not measured. */
  String recall() {
    ControlResult control = result.control();
    return control == null
        ? sentence("Recall", result.recallWins(), result.recallLosses(), result.prg())
        : difference("Recall", result.prg(), control.prg(), control.prgDifference());
  }

  /** What else the numbers may carry; empty where nothing is to be said. */
  String caution() {
    if (result.control() != null) {
      return twoModel
          ? ""
          : "The gaps of both sets also carry the difference between the two labellers; the difference"
              + " of the sets does not, so it may be positive where both gaps are negative.";
    }
    return twoModel
        ? ""
        : "The gap also carries the difference between the two labellers: "
            + reference
            + " is no copy of "
            + model
            + " that was trained on other data. It takes a control set, examples that no model was"
            + " trained on, to tell memory from that difference.";
  }

  private String agreed(Sign sign) {
    return switch (sign) {
      case POSITIVE -> more("more") + ".";
      case NEGATIVE -> less("more") + ".";
      default -> "No evidence of memorization found: both intervals contain&nbsp;0.";
    };
  }

  private String single(Sign sign, String decided, String undecided) {
    String measure =
        sign == Sign.POSITIVE ? more("more by " + decided) : less("more by " + decided);
    return measure + "; by " + undecided + " the interval contains&nbsp;0.";
  }

  private String more(String howMuch) {
    if (result.control() != null) {
      return "Evidence of memorization: beside "
          + reference
          + ", "
          + model
          + " recovers "
          + howMuch
          + " on the target set than on the control set";
    }
    String fact = model + " recovers " + howMuch + " than " + reference;
    return twoModel
        ? "Evidence of memorization: " + fact
        : fact + ": memorization, or a better labeller";
  }

  private String less(String howMuch) {
    if (result.control() != null) {
      return "No evidence of memorization: beside "
          + reference
          + ", "
          + model
          + " recovers "
          + howMuch
          + " on the control set than on the target set";
    }
    String fact = reference + " recovers " + howMuch + " than " + model;
    return twoModel
        ? "No evidence of memorization: " + fact
        : fact + ": a better labeller, beside which memorization would not show";
  }

  private String sentence(String measure, long wins, long losses, Estimate gap) {
    if (Sign.of(gap) == Sign.UNMEASURED) {
      return "";
    }
    return "%s: that of %s is higher on %s&nbsp;%% of %d examples, that of %s on %s&nbsp;%%, a gap of %s&nbsp;points (95&nbsp;%% interval %s&nbsp;to&nbsp;%s)."
        .formatted(
            measure,
            model,
            NumberText.percent((double) wins / result.n()),
            result.n(),
            reference,
            NumberText.percent((double) losses / result.n()),
            NumberText.percent(gap.value()),
            NumberText.percent(gap.low()),
            NumberText.percent(gap.high()));
  }

  private static String difference(
      String measure, Estimate target, Estimate control, Estimate difference) {
    if (Sign.of(difference) == Sign.UNMEASURED) {
      return "";
    }
    return "%s: a gap of %s&nbsp;points on the target set and of %s on the control set, a difference of %s&nbsp;points (95&nbsp;%% interval %s&nbsp;to&nbsp;%s)."
        .formatted(
            measure,
            NumberText.percent(target.value()),
            NumberText.percent(control.value()),
            NumberText.percent(difference.value()),
            NumberText.percent(difference.low()),
            NumberText.percent(difference.high()));
  }
}
