package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * All results of an image study: the content of {@code summary.json}, and of the tables.
 *
 * @param target what became of the target examples
 * @param publicSet what became of the public examples
 * @param leaks target examples whose image occurs in the public set, of the control set those whose
 *     image occurs in the public or the target set
 * @param predictors models first, then references, in the order of the study
 * @param dejaVu every model against every reference, sorted by model, then reference
 * @param correlation what the references say
 * @param control the results on the control set, as if it were the target, with predictors and
 *     comparisons in the same order; null without one
 * @param shift whether the control set is drawn like the target set; null without one
 * @param slices scores over slices of the examples, by model, then reference, then slice
 */
public record ImageSummary(
    Target target,
    SplitCounts publicSet,
    LeakCounts leaks,
    List<PredictorResult> predictors,
    List<DejaVuResult> dejaVu,
    CorrelationResult correlation,
    @Nullable ImageSummary control,
    @Nullable ShiftResult shift,
    List<DejaVuSlice> slices)
    implements Serializable {

  /** Results without slices. */
  public ImageSummary(
      Target target,
      SplitCounts publicSet,
      LeakCounts leaks,
      List<PredictorResult> predictors,
      List<DejaVuResult> dejaVu,
      CorrelationResult correlation,
      @Nullable ImageSummary control,
      @Nullable ShiftResult shift) {
    this(target, publicSet, leaks, predictors, dejaVu, correlation, control, shift, List.of());
  }

  /** The same results with these scores over slices. */
  public ImageSummary with(List<DejaVuSlice> ofSlices) {
    return new ImageSummary(
        target, publicSet, leaks, predictors, dejaVu, correlation, control, shift, ofSlices);
  }

  /**
   * What became of the target or the control examples: read = scored + unlabelled + noBackground +
   * skipped.
   *
   * @param read examples found in the shards
   * @param scored examples with a background and a class
   * @param unlabelled examples with a background but without a class
   * @param noBackground examples without a background crop
   * @param skipped examples left out as bad
   */
  public record Target(long read, long scored, long unlabelled, long noBackground, long skipped)
      implements Serializable {

    /**
     * Counts.
     *
     * @throws IllegalArgumentException if they do not add up
     */
    public Target {
      if (read != scored + unlabelled + noBackground + skipped) {
        throw new IllegalArgumentException("counts of a set do not add up");
      }
    }
  }
}
