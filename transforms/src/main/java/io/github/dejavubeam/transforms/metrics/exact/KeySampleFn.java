package io.github.dejavubeam.transforms.metrics.exact;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Gathers a {@link KeySample} of records. */
final class KeySampleFn<T> extends CombineFn<T, KeySample, KeySample> {

  private final RecordOrders<T> orders;

  KeySampleFn(RecordOrders<T> orders) {
    this.orders = orders;
  }

  @Override
  public KeySample createAccumulator() {
    return new KeySample();
  }

  @Override
  public KeySample addInput(KeySample sample, T record) {
    String id = orders.id(record);
    long hash = KeySample.hash(id);
    // Nearly every record ends here, before anything is allocated for it.
    if (sample.admits(hash)) {
      long[] scores = new long[orders.orders()];
      for (int order = 0; order < scores.length; order++) {
        scores[order] = orders.score(record, order);
      }
      sample.add(new KeySample.Entry(hash, id, scores));
    }
    return sample;
  }

  @Override
  public KeySample mergeAccumulators(Iterable<KeySample> samples) {
    KeySample merged = new KeySample();
    samples.forEach(merged::merge);
    return merged;
  }

  @Override
  public KeySample extractOutput(KeySample sample) {
    return mergeAccumulators(List.of(sample));
  }

  @Override
  public Coder<KeySample> getAccumulatorCoder(CoderRegistry registry, Coder<T> inputCoder) {
    return new KeySample.Coder();
  }

  @Override
  public Coder<KeySample> getDefaultOutputCoder(CoderRegistry registry, Coder<T> inputCoder) {
    return new KeySample.Coder();
  }
}
