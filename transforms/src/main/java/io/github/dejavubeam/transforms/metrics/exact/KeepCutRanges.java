package io.github.dejavubeam.transforms.metrics.exact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Keeps the records of the ranges that are cut, about one in {@link KeySample#SIZE} for every cut,
 * keyed by {@code key * cuts + cut}.
 */
final class KeepCutRanges<T> extends DoFn<KV<Integer, T>, KV<Long, CutRecord>> {

  private final RecordOrders<T> orders;
  private final PCollectionView<Map<Integer, KeySample>> samples;
  private final PCollectionView<Map<Integer, List<Cut>>> cuts;
  private transient Map<Integer, Splitters> splitters;
  private transient Map<Integer, List<Cut>> cutsByKey;

  KeepCutRanges(
      RecordOrders<T> orders,
      PCollectionView<Map<Integer, KeySample>> samples,
      PCollectionView<Map<Integer, List<Cut>>> cuts) {
    this.orders = orders;
    this.samples = samples;
    this.cuts = cuts;
  }

  @Setup
  public void setUp() {
    splitters = new HashMap<>();
    cutsByKey = new HashMap<>();
  }

  @ProcessElement
  public void keep(ProcessContext context) {
    Integer key = context.element().getKey();
    T record = context.element().getValue();
    // In the one global window a view never changes, so what was looked up is kept.
    Splitters splittersOfKey =
        splitters.computeIfAbsent(
            key, k -> new Splitters(context.sideInput(samples).get(k), orders.orders()));
    List<Cut> cutsOfKey = cutsByKey.computeIfAbsent(key, k -> context.sideInput(cuts).get(k));
    String id = orders.id(record);
    int cutsOfOrder = cutsOfKey.size() / orders.orders();
    int cut = 0;
    for (int order = 0; order < orders.orders(); order++) {
      long score = orders.score(record, order);
      int range = splittersOfKey.range(order, score, id);
      for (int end = cut + cutsOfOrder; cut < end; cut++) {
        if (cutsOfKey.get(cut).range() == range) {
          long cutOfKey = (long) key * cutsOfKey.size() + cut;
          context.output(KV.of(cutOfKey, new CutRecord(score, id, orders.values(record))));
        }
      }
    }
  }
}
