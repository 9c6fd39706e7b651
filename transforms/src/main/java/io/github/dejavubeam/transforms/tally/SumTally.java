package io.github.dejavubeam.transforms.tally;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.MapCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.KV;

/** Sums events; there are as many as splits and reasons, which are few. */
public final class SumTally extends CombineFn<KV<String, Long>, Map<String, Long>, Tally> {

  @Override
  public Map<String, Long> createAccumulator() {
    return new HashMap<>();
  }

  @Override
  public Map<String, Long> addInput(Map<String, Long> accumulator, KV<String, Long> event) {
    accumulator.merge(event.getKey(), event.getValue(), Long::sum);
    return accumulator;
  }

  @Override
  public Map<String, Long> mergeAccumulators(Iterable<Map<String, Long>> accumulators) {
    Map<String, Long> merged = createAccumulator();
    for (Map<String, Long> accumulator : accumulators) {
      accumulator.forEach((event, count) -> merged.merge(event, count, Long::sum));
    }
    return merged;
  }

  @Override
  public Tally extractOutput(Map<String, Long> accumulator) {
    return new Tally(accumulator);
  }

  @Override
  public Coder<Map<String, Long>> getAccumulatorCoder(
      CoderRegistry registry, Coder<KV<String, Long>> inputCoder) {
    return MapCoder.of(StringUtf8Coder.of(), VarLongCoder.of());
  }

  @Override
  public Coder<Tally> getDefaultOutputCoder(
      CoderRegistry registry, Coder<KV<String, Long>> inputCoder) {
    return SerializableCoder.of(Tally.class);
  }
}
