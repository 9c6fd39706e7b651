package io.github.dejavubeam.transforms.correlation;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Counts tags by class, see {@link TagCounts}. */
public final class TagCountsFn extends CombineFn<TaggedExample, TagCounts, TagCounts> {

  @Override
  public TagCounts createAccumulator() {
    return new TagCounts();
  }

  @Override
  public TagCounts addInput(TagCounts counts, TaggedExample example) {
    counts.add(example.label(), example.tags());
    return counts;
  }

  @Override
  public TagCounts mergeAccumulators(Iterable<TagCounts> accumulators) {
    TagCounts merged = new TagCounts();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public TagCounts extractOutput(TagCounts counts) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(counts));
  }

  @Override
  public Coder<TagCounts> getAccumulatorCoder(
      CoderRegistry registry, Coder<TaggedExample> inputCoder) {
    return new TagCounts.Coder();
  }

  @Override
  public Coder<TagCounts> getDefaultOutputCoder(
      CoderRegistry registry, Coder<TaggedExample> inputCoder) {
    return new TagCounts.Coder();
  }
}
