package io.github.dejavubeam.transforms.correlation;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Counts the outcomes of the examples of one class, see {@link ClassCounts}. */
public final class ClassCountsFn extends CombineFn<ExampleOutcome, ClassCounts, ClassCounts> {

  private final int predictors;

  /** Counts so many predictors. */
  public ClassCountsFn(int predictors) {
    this.predictors = predictors;
  }

  @Override
  public ClassCounts createAccumulator() {
    return new ClassCounts(predictors);
  }

  @Override
  public ClassCounts addInput(ClassCounts counts, ExampleOutcome input) {
    counts.add(input);
    return counts;
  }

  @Override
  public ClassCounts mergeAccumulators(Iterable<ClassCounts> accumulators) {
    ClassCounts merged = createAccumulator();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public ClassCounts extractOutput(ClassCounts counts) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(counts));
  }

  @Override
  public Coder<ClassCounts> getAccumulatorCoder(
      CoderRegistry registry, Coder<ExampleOutcome> inputCoder) {
    return new ClassCounts.Coder();
  }

  @Override
  public Coder<ClassCounts> getDefaultOutputCoder(
      CoderRegistry registry, Coder<ExampleOutcome> inputCoder) {
    return new ClassCounts.Coder();
  }
}
