package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ReferenceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a déjà vu score says, in words, as HTML. Where there is a control set, it is the difference
 * from the score on it that speaks.
 *
 * <p>The words depend on the p-value alone, adjusted for the number of scores as in the tables. The
 * interval is of another method and of one score alone, so it may exclude 0 where the test does
 * not.
 */
final class DejaVuFinding {

  private static final Comparator<DejaVuFinding> SECOND_MODELS_FIRST =
      Comparator.comparing(finding -> finding.result.kind() == ReferenceKind.TWO_MODEL ? 0 : 1);

  private static final Comparator<DejaVuFinding> STRONGEST_REFERENCE =
      SECOND_MODELS_FIRST.thenComparingDouble(finding -> finding.score.value());

  private final DejaVuResult result;
  private final Estimate score;
  private final double pAdjusted;

  private DejaVuFinding(DejaVuResult result, double pAdjusted) {
    this.result = result;
    this.score = result.leading();
    this.pAdjusted = pAdjusted;
  }

  private static List<DejaVuFinding> of(List<DejaVuResult> results) {
    double[] adjusted =
        ResultTables.adjusted(
            results,
            result ->
                result.difference() == null
                    ? List.of(result.top1(), result.top5())
                    : List.of(result.difference().top1(), result.difference().top5()));
    List<DejaVuFinding> findings = new ArrayList<>();
    for (DejaVuResult result : results) {
      findings.add(new DejaVuFinding(result, adjusted[2 * findings.size()]));
    }
    return findings;
  }

  /**
   * A study in one sentence. Of every model its smallest score speaks, that against the strongest
   * reference: against a second model, or where there is none, against another. Of several models
   * the one with the largest such score speaks. Where not even that is clearly above 0, it is said
   * plainly that nothing was found.
   */
  static String headline(List<DejaVuResult> results) {
    DejaVuFinding leading =
        of(results).stream()
            .collect(Collectors.groupingBy(finding -> finding.result.model()))
            .values()
            .stream()
            .map(ofModel -> ofModel.stream().min(STRONGEST_REFERENCE).orElseThrow())
            .max(Comparator.comparingDouble(finding -> finding.score.value()))
            .orElseThrow();
    return (leading.isAbove() ? "" : "No evidence of memorization was found. ")
        + leading.sentence();
  }

  /**
   * What each score says, in the order in which they speak of memory: those against second models
   * first.
   */
  static List<String> sentences(List<DejaVuResult> results) {
    return of(results).stream().sorted(SECOND_MODELS_FIRST).map(DejaVuFinding::sentence).toList();
  }

  private boolean isAbove() {
    return pAdjusted < Headline.SIGNIFICANT && score.value() > 0;
  }

  private boolean isBelow() {
    return pAdjusted < Headline.SIGNIFICANT && score.value() < 0;
  }

  private String sentence() {
    String model = Html.name(result.model());
    String reference = Html.name(result.reference());
    String numbers =
        "%s&nbsp;points of accuracy (95&nbsp;%% interval %s to&nbsp;%s; adjusted p&nbsp;%s)"
            .formatted(
                NumberText.percent(score.value()),
                NumberText.percent(score.low()),
                NumberText.percent(score.high()),
                Html.escape(NumberText.pValue(pAdjusted)));
    if (result.difference() != null) {
      return beyondControl(model, reference, numbers);
    }
    if (isAbove()) {
      return result.kind() == ReferenceKind.TWO_MODEL
          ? "Evidence of memorization: from background alone, %s names the class more often than %s, by %s."
              .formatted(model, reference, numbers)
          : "From background alone, %s names the class more often than %s, by %s: memorization, or a better predictor."
              .formatted(model, reference, numbers);
    }
    return isBelow()
        ? "From background alone, %s names the class more often than %s; the score is %s."
            .formatted(reference, model, numbers)
        : "%s and %s name the class about as often from background alone: the score is %s, which is not clearly different from&nbsp;0."
            .formatted(model, reference, numbers);
  }

  private String beyondControl(String model, String reference, String numbers) {
    if (isAbove()) {
      return "Evidence of memorization: from background alone, %s is ahead of %s on the target set by more than on the control set, by %s."
          .formatted(model, reference, numbers);
    }
    return isBelow()
        ? "From background alone, %s is ahead of %s on the target set by less than on the control set; the difference is %s."
            .formatted(model, reference, numbers)
        : "From background alone, %s is about as far ahead of %s, or behind it, on the target set as on the control set: the difference is %s, which is not clearly different from&nbsp;0."
            .formatted(model, reference, numbers);
  }
}
