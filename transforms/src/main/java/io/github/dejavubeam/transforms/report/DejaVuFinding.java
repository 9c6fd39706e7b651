package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What déjà vu scores say, in words, as HTML. Where there is a control set, it is their difference
 * from those on it that speaks.
 */
final class DejaVuFinding {

  private static final Comparator<DejaVuResult> SECOND_MODELS_FIRST =
      Comparator.comparing(result -> result.kind() == ReferenceKind.TWO_MODEL ? 0 : 1);

  private static final Comparator<DejaVuResult> STRONGEST_REFERENCE =
      SECOND_MODELS_FIRST.thenComparingDouble(result -> result.leading().value());

  private DejaVuFinding() {}

  /**
   * A study in one sentence. Of every model its smallest score speaks, that against the strongest
   * reference: against a second model, or where there is none, against another. Of several models
   * the one with the largest such score speaks. Where not even its interval lies above 0, it is
   * said plainly that nothing was found.
   */
  static String headline(List<DejaVuResult> results) {
    DejaVuResult leading =
        results.stream().collect(Collectors.groupingBy(DejaVuResult::model)).values().stream()
            .map(ofModel -> ofModel.stream().min(STRONGEST_REFERENCE).orElseThrow())
            .max(Comparator.comparingDouble(result -> result.leading().value()))
            .orElseThrow();
    return (leading.leading().low() > 0 ? "" : "No evidence of memorization was found. ")
        + sentence(leading);
  }

  /** The comparisons in the order in which they speak of memory: those with second models first. */
  static List<DejaVuResult> ordered(List<DejaVuResult> results) {
    return results.stream().sorted(SECOND_MODELS_FIRST).toList();
  }

  /** What one model's score against one reference says. */
  static String sentence(DejaVuResult result) {
    Estimate score = result.leading();
    String model = Html.name(result.model());
    String reference = Html.name(result.reference());
    String numbers =
        "%s&nbsp;points of accuracy (95&nbsp;%% interval %s to&nbsp;%s)"
            .formatted(
                NumberText.percent(score.value()),
                NumberText.percent(score.low()),
                NumberText.percent(score.high()));
    if (result.difference() != null) {
      return beyondControl(score, model, reference, numbers);
    }
    if (score.low() > 0) {
      return result.kind() == ReferenceKind.TWO_MODEL
          ? "Evidence of memorization: from background alone, %s names the class more often than %s, by %s."
              .formatted(model, reference, numbers)
          : "From background alone, %s names the class more often than %s, by %s: memorization, or a better predictor."
              .formatted(model, reference, numbers);
    }
    return score.high() < 0
        ? "From background alone, %s names the class more often than %s; the score is %s."
            .formatted(reference, model, numbers)
        : "%s and %s name the class about as often from background alone: the score is %s, an interval that contains&nbsp;0."
            .formatted(model, reference, numbers);
  }

  private static String beyondControl(
      Estimate difference, String model, String reference, String numbers) {
    if (difference.low() > 0) {
      return "Evidence of memorization: from background alone, %s is ahead of %s on the target set by more than on the control set, by %s."
          .formatted(model, reference, numbers);
    }
    return difference.high() < 0
        ? "From background alone, %s is ahead of %s on the target set by less than on the control set; the difference is %s."
            .formatted(model, reference, numbers)
        : "From background alone, %s is about as far ahead of %s, or behind it, on the target set as on the control set: the difference is %s, an interval that contains&nbsp;0."
            .formatted(model, reference, numbers);
  }
}
