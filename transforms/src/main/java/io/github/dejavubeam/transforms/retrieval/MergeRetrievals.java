package io.github.dejavubeam.transforms.retrieval;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Merges what the parts of the index gave one query, whatever the order they come in. */
public final class MergeRetrievals extends CombineFn<Retrieval, Retrieval, Retrieval> {

  private final int searches;
  private final int k;

  private MergeRetrievals(int searches, int k) {
    this.searches = searches;
    this.k = k;
  }

  /**
   * Keeps the k nearest of each search, and what ties with the k-th.
   *
   * @throws IllegalArgumentException if an argument is below 1
   */
  public static MergeRetrievals of(int searches, int k) {
    if (searches < 1 || k < 1) {
      throw new IllegalArgumentException("at least one search and one neighbour are needed");
    }
    return new MergeRetrievals(searches, k);
  }

  @Override
  public Retrieval createAccumulator() {
    return Retrieval.none(searches);
  }

  @Override
  public Retrieval addInput(Retrieval accumulator, Retrieval input) {
    return accumulator.merge(input, k);
  }

  @Override
  public Retrieval mergeAccumulators(Iterable<Retrieval> accumulators) {
    Retrieval merged = createAccumulator();
    for (Retrieval accumulator : accumulators) {
      merged = merged.merge(accumulator, k);
    }
    return merged;
  }

  @Override
  public Retrieval extractOutput(Retrieval accumulator) {
    return accumulator;
  }

  @Override
  public Coder<Retrieval> getAccumulatorCoder(CoderRegistry registry, Coder<Retrieval> inputCoder) {
    return RetrievalCoder.of();
  }
}
