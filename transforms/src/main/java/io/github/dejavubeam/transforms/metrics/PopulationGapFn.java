package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Gathers the {@link PopulationGap} of examples. */
final class PopulationGapFn extends CombineFn<ExampleScore, PopulationGap, PopulationGap> {

  @Override
  public PopulationGap createAccumulator() {
    return new PopulationGap();
  }

  @Override
  public PopulationGap addInput(PopulationGap gap, ExampleScore score) {
    gap.add(score);
    return gap;
  }

  @Override
  public PopulationGap mergeAccumulators(Iterable<PopulationGap> gaps) {
    PopulationGap merged = new PopulationGap();
    gaps.forEach(merged::merge);
    return merged;
  }

  @Override
  public PopulationGap extractOutput(PopulationGap gap) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(gap));
  }

  @Override
  public Coder<PopulationGap> getAccumulatorCoder(
      CoderRegistry registry, Coder<ExampleScore> inputCoder) {
    return new PopulationGap.Coder();
  }

  @Override
  public Coder<PopulationGap> getDefaultOutputCoder(
      CoderRegistry registry, Coder<ExampleScore> inputCoder) {
    return new PopulationGap.Coder();
  }
}
