package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlock;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Gathers the references of all blocks of a split into their {@link BlockIndex}: the side input of
 * a search.
 */
public final class CollectBlocks extends CombineFn<VectorBlock, List<VectorBlock>, BlockIndex> {

  @Override
  public List<VectorBlock> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<VectorBlock> addInput(List<VectorBlock> accumulator, VectorBlock block) {
    accumulator.add(block);
    return accumulator;
  }

  @Override
  public List<VectorBlock> mergeAccumulators(Iterable<List<VectorBlock>> accumulators) {
    List<VectorBlock> merged = createAccumulator();
    accumulators.forEach(merged::addAll);
    return merged;
  }

  @Override
  public BlockIndex extractOutput(List<VectorBlock> accumulator) {
    return new BlockIndex(accumulator);
  }

  @Override
  public Coder<List<VectorBlock>> getAccumulatorCoder(
      CoderRegistry registry, Coder<VectorBlock> inputCoder) {
    return ListCoder.of(inputCoder);
  }

  @Override
  public Coder<BlockIndex> getDefaultOutputCoder(
      CoderRegistry registry, Coder<VectorBlock> inputCoder) {
    return SerializableCoder.of(BlockIndex.class);
  }
}
