package io.github.dejavubeam.transforms.partition;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.KV;

/** Gathers the {@link ClassCandidates} of a class from (key, whether it has a box). */
final class ClassCandidatesFn
    extends CombineFn<KV<String, Boolean>, ClassCandidates, ClassCandidates> {

  private final PartSizes sizes;

  ClassCandidatesFn(PartSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public ClassCandidates createAccumulator() {
    return new ClassCandidates(sizes);
  }

  @Override
  public ClassCandidates addInput(ClassCandidates candidates, KV<String, Boolean> example) {
    candidates.add(example.getKey(), example.getValue());
    return candidates;
  }

  @Override
  public ClassCandidates mergeAccumulators(Iterable<ClassCandidates> accumulators) {
    ClassCandidates merged = createAccumulator();
    accumulators.forEach(merged::merge);
    return merged;
  }

  @Override
  public ClassCandidates extractOutput(ClassCandidates candidates) {
    // A copy, for the accumulator may go on to take more examples.
    return mergeAccumulators(List.of(candidates));
  }

  @Override
  public Coder<ClassCandidates> getAccumulatorCoder(
      CoderRegistry registry, Coder<KV<String, Boolean>> inputCoder) {
    return new ClassCandidates.Coder();
  }

  @Override
  public Coder<ClassCandidates> getDefaultOutputCoder(
      CoderRegistry registry, Coder<KV<String, Boolean>> inputCoder) {
    return new ClassCandidates.Coder();
  }
}
