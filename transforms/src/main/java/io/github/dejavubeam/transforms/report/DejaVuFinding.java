package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import java.util.Comparator;
import java.util.List;

/** What déjà vu scores say, in words, as HTML. */
final class DejaVuFinding {

  private DejaVuFinding() {}

  /**
   * A study in one sentence: its largest score against a second model, or where there is none,
   * against another reference, if the interval lies above 0; else, plainly, that nothing was found.
   */
  static String headline(List<DejaVuResult> results) {
    List<DejaVuResult> found = results.stream().filter(result -> result.top1().low() > 0).toList();
    if (found.isEmpty()) {
      return "No evidence of memorization was found: no model names the class of the object from the"
          + " background more often than a reference does. The interval of the déjà vu score contains"
          + " 0 or lies below it in "
          + (results.size() == 1
              ? "the one comparison."
              : "each of " + results.size() + " comparisons.");
    }
    return sentence(
        found.stream()
            .min(
                Comparator.comparing(
                        (DejaVuResult result) -> result.kind() == ReferenceKind.TWO_MODEL ? 0 : 1)
                    .thenComparing(result -> -result.top1().value()))
            .orElseThrow());
  }

  /** What one model's score against one reference says. */
  static String sentence(DejaVuResult result) {
    Estimate score = result.top1();
    String model = Html.name(result.model());
    String reference = Html.name(result.reference());
    String numbers =
        "%s&nbsp;points of accuracy (95&nbsp;%% interval %s to&nbsp;%s)"
            .formatted(
                NumberText.percent(score.value()),
                NumberText.percent(score.low()),
                NumberText.percent(score.high()));
    if (score.low() > 0) {
      return result.kind() == ReferenceKind.TWO_MODEL
          ? "Evidence of memorization: from background alone, %s names the class more often than %s, by %s."
              .formatted(model, reference, numbers)
          : "From background alone, %s names the class more often than %s, by %s: memorization, or a better predictor."
              .formatted(model, reference, numbers);
    }
    return score.high() < 0
        ? "No evidence of memorization: %s names the class more often than %s; the score is %s."
            .formatted(reference, model, numbers)
        : "No evidence of memorization found of %s against %s: the score is %s."
            .formatted(model, reference, numbers);
  }
}
