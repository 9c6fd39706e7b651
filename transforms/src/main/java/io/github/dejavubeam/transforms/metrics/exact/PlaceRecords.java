package io.github.dejavubeam.transforms.metrics.exact;

import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Finds the range of every record in every order. */
final class PlaceRecords<T> extends DoFn<KV<Integer, T>, KV<Integer, PlacedRecord>> {

  private final RecordOrders<T> orders;
  private final PCollectionView<Map<Integer, KeySample>> samples;
  private transient Map<Integer, Splitters> splitters;

  PlaceRecords(RecordOrders<T> orders, PCollectionView<Map<Integer, KeySample>> samples) {
    this.orders = orders;
    this.samples = samples;
  }

  @Setup
  public void setUp() {
    splitters = new HashMap<>();
  }

  @ProcessElement
  public void place(ProcessContext context) {
    Integer key = context.element().getKey();
    T record = context.element().getValue();
    // In the one global window a view never changes, so its sorted form is kept.
    Splitters ofKey =
        splitters.computeIfAbsent(
            key, k -> new Splitters(context.sideInput(samples).get(k), orders.orders()));
    int[] ranges = new int[orders.orders()];
    for (int order = 0; order < ranges.length; order++) {
      ranges[order] = ofKey.range(order, orders.score(record, order), orders.id(record));
    }
    context.output(KV.of(key, new PlacedRecord(ranges, orders.values(record))));
  }
}
