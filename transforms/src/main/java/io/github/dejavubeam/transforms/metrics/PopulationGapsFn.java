package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Gathers the {@link PopulationGap} of examples in every comparison of a study: an input is an
 * example's scores by the comparison's place.
 */
final class PopulationGapsFn
    extends CombineFn<List<ExampleScore>, List<PopulationGap>, List<PopulationGap>> {

  @Override
  public List<PopulationGap> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<PopulationGap> addInput(List<PopulationGap> gaps, List<ExampleScore> scores) {
    grow(gaps, scores.size());
    for (int place = 0; place < scores.size(); place++) {
      gaps.get(place).add(scores.get(place));
    }
    return gaps;
  }

  @Override
  public List<PopulationGap> mergeAccumulators(Iterable<List<PopulationGap>> parts) {
    List<PopulationGap> merged = createAccumulator();
    for (List<PopulationGap> part : parts) {
      grow(merged, part.size());
      for (int place = 0; place < part.size(); place++) {
        merged.get(place).merge(part.get(place));
      }
    }
    return merged;
  }

  private static void grow(List<PopulationGap> gaps, int size) {
    while (gaps.size() < size) {
      gaps.add(new PopulationGap());
    }
  }

  @Override
  public List<PopulationGap> extractOutput(List<PopulationGap> gaps) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(gaps));
  }

  @Override
  public Coder<List<PopulationGap>> getAccumulatorCoder(
      CoderRegistry registry, Coder<List<ExampleScore>> inputCoder) {
    return ListCoder.of(new PopulationGap.Coder());
  }

  @Override
  public Coder<List<PopulationGap>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<List<ExampleScore>> inputCoder) {
    return ListCoder.of(new PopulationGap.Coder());
  }
}
