package io.github.dejavubeam.transforms.correlation;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Counts outcomes, see {@link OutcomeCounts}. */
public final class OutcomeCountsFn extends CombineFn<ExampleOutcome, OutcomeCounts, OutcomeCounts> {

  private final int predictors;
  private final long intersectionOf;

  /**
   * Counts.
   *
   * @param predictors how many there are
   * @param intersectionOf the set of those whose common right answers are the intersection, a bit
   *     for each; none where it is 0
   * @throws IllegalArgumentException if there are none, or more than fit in a set
   */
  public OutcomeCountsFn(int predictors, long intersectionOf) {
    if (predictors < 1 || predictors > ExampleOutcome.MAX_PREDICTORS) {
      throw new IllegalArgumentException(
          predictors + " predictors: 1 to " + ExampleOutcome.MAX_PREDICTORS + " can be compared");
    }
    this.predictors = predictors;
    this.intersectionOf = intersectionOf;
  }

  @Override
  public OutcomeCounts createAccumulator() {
    return new OutcomeCounts(predictors, intersectionOf);
  }

  @Override
  public OutcomeCounts addInput(OutcomeCounts counts, ExampleOutcome input) {
    counts.add(input);
    return counts;
  }

  @Override
  public OutcomeCounts mergeAccumulators(Iterable<OutcomeCounts> accumulators) {
    OutcomeCounts merged = createAccumulator();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public OutcomeCounts extractOutput(OutcomeCounts counts) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(counts));
  }

  @Override
  public Coder<OutcomeCounts> getAccumulatorCoder(
      CoderRegistry registry, Coder<ExampleOutcome> inputCoder) {
    return new OutcomeCounts.Coder();
  }

  @Override
  public Coder<OutcomeCounts> getDefaultOutputCoder(
      CoderRegistry registry, Coder<ExampleOutcome> inputCoder) {
    return new OutcomeCounts.Coder();
  }
}
