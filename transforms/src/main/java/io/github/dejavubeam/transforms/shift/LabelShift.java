package io.github.dejavubeam.transforms.shift;

import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import io.github.dejavubeam.transforms.metrics.exact.ExactRatio;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How the frequencies of some labels differ between two sets, in an exact form that can be merged.
 *
 * @param labels number of labels
 * @param crossDifference sum of |t C - c T| over the labels, where t and c count a label and T and
 *     C all labels in the target and the control set
 * @param label the label with the smallest p-value, of several the first by code point; empty
 *     without a label
 * @param counts examples of each set that carry that label
 * @param pValue its p-value
 */
record LabelShift(
    long labels, BigInteger crossDifference, String label, SetCounts counts, double pValue)
    implements Serializable {

  /** Of no label. */
  static final LabelShift NONE = new LabelShift(0, BigInteger.ZERO, "", SetCounts.NONE, 1);

  /**
   * Of one label.
   *
   * <p>p-value: of the examples that carry the label, each is a target example with the probability
   * that any example is, if the sets do not differ; two-sided binomial test. The exact test of
   * Fisher knows that examples are drawn without putting them back; this one is nearly equal for
   * rare labels and too careful for frequent ones.
   *
   * @param counts examples of each set that carry it
   * @param occurrences number of labels of all examples of each set
   * @param examples number of examples of each set
   */
  static LabelShift of(String label, SetCounts counts, SetCounts occurrences, SetCounts examples) {
    BigInteger difference =
        BigInteger.valueOf(counts.target())
            .multiply(BigInteger.valueOf(occurrences.control()))
            .subtract(
                BigInteger.valueOf(counts.control())
                    .multiply(BigInteger.valueOf(occurrences.target())))
            .abs();
    return new LabelShift(1, difference, label, counts, pValue(counts, examples));
  }

  private static double pValue(SetCounts counts, SetCounts examples) {
    if (examples.target() == 0 || examples.control() == 0) {
      return 1;
    }
    double share = (double) examples.target() / (examples.target() + examples.control());
    double atMost = atMost(counts.target(), counts.control(), share);
    double atLeast = atMost(counts.control(), counts.target(), 1 - share);
    return Math.min(1, 2 * Math.min(atMost, atLeast));
  }

  /** P(X <= successes) of a binomial X, as a regularised incomplete beta function. */
  private static double atMost(long successes, long failures, double share) {
    return failures == 0
        ? 1
        : BetaDistribution.of((double) failures, successes + 1.0).cumulativeProbability(1 - share);
  }

  /** Of the labels of both. */
  LabelShift merge(LabelShift other) {
    boolean mine =
        other.labels == 0
            || (labels != 0
                && (pValue < other.pValue
                    || (pValue == other.pValue
                        && CodePointOrder.compare(label, other.label) <= 0)));
    LabelShift clearer = mine ? this : other;
    return new LabelShift(
        labels + other.labels,
        crossDifference.add(other.crossDifference),
        clearer.label,
        clearer.counts,
        clearer.pValue);
  }

  /** Total variation distance of the two distributions of labels; NaN where a set has none. */
  double distance(SetCounts occurrences) {
    BigInteger scale =
        BigInteger.valueOf(occurrences.target())
            .multiply(BigInteger.valueOf(occurrences.control()))
            .shiftLeft(1);
    return scale.signum() == 0 ? Double.NaN : ExactRatio.of(crossDifference, scale);
  }

  /** p-value of "no label differs": the smallest, multiplied by their number (Bonferroni). */
  double adjusted() {
    return Math.min(1, pValue * Math.max(1, labels));
  }

  /** Merges the shifts of many labels. */
  static final class Merge extends CombineFn<LabelShift, LabelShift, LabelShift> {
    @Override
    public LabelShift createAccumulator() {
      return NONE;
    }

    @Override
    public LabelShift addInput(LabelShift shift, LabelShift label) {
      return shift.merge(label);
    }

    @Override
    public LabelShift mergeAccumulators(Iterable<LabelShift> shifts) {
      LabelShift merged = NONE;
      for (LabelShift shift : shifts) {
        merged = merged.merge(shift);
      }
      return merged;
    }

    @Override
    public LabelShift extractOutput(LabelShift shift) {
      return mergeAccumulators(List.of(shift));
    }

    @Override
    public Coder<LabelShift> getAccumulatorCoder(
        CoderRegistry registry, Coder<LabelShift> inputCoder) {
      return SerializableCoder.of(LabelShift.class);
    }
  }
}
