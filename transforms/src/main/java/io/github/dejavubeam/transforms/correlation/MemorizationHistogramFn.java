package io.github.dejavubeam.transforms.correlation;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Gathers memorization confidences, see {@link MemorizationHistogram}. */
public final class MemorizationHistogramFn
    extends CombineFn<Double, MemorizationHistogram, MemorizationHistogram> {

  @Override
  public MemorizationHistogram createAccumulator() {
    return new MemorizationHistogram();
  }

  @Override
  public MemorizationHistogram addInput(MemorizationHistogram counts, Double input) {
    counts.add(input);
    return counts;
  }

  @Override
  public MemorizationHistogram mergeAccumulators(Iterable<MemorizationHistogram> accumulators) {
    MemorizationHistogram merged = createAccumulator();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public MemorizationHistogram extractOutput(MemorizationHistogram counts) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(counts));
  }

  @Override
  public Coder<MemorizationHistogram> getAccumulatorCoder(
      CoderRegistry registry, Coder<Double> inputCoder) {
    return new MemorizationHistogram.Coder();
  }

  @Override
  public Coder<MemorizationHistogram> getDefaultOutputCoder(
      CoderRegistry registry, Coder<Double> inputCoder) {
    return new MemorizationHistogram.Coder();
  }
}
