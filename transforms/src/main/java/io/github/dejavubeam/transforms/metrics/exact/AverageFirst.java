package io.github.dejavubeam.transforms.metrics.exact;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionView;

/** Takes the first records of a cut range and averages them with all ranges before it. */
final class AverageFirst extends DoFn<KV<Long, Iterable<CutRecord>>, KV<Integer, FirstMeans>> {

  private final int orders;
  private final List<Double> fractions;
  private final PCollectionView<Map<Integer, List<Cut>>> cuts;

  AverageFirst(int orders, List<Double> fractions, PCollectionView<Map<Integer, List<Cut>>> cuts) {
    this.orders = orders;
    this.fractions = fractions;
    this.cuts = cuts;
  }

  @ProcessElement
  public void average(ProcessContext context) {
    int cutsOfKey = orders * fractions.size();
    int key = (int) (context.element().getKey() / cutsOfKey);
    int index = (int) (context.element().getKey() % cutsOfKey);
    Cut cut = context.sideInput(cuts).get(key).get(index);
    RecordTotal total = cut.before().copy();
    PriorityQueue<CutRecord> first = first(cut.remaining(), context.element().getValue());
    for (CutRecord record : first) {
      total.add(record.values());
    }
    context.output(
        KV.of(
            key,
            new FirstMeans(
                index / fractions.size(),
                fractions.get(index % fractions.size()),
                total.count(),
                Arrays.stream(total.means()).boxed().toList(),
                Arrays.stream(total.covariances()).boxed().toList(),
                first.element().score(),
                first.element().id())));
  }

  /** The first of them, the last of these at the head. */
  private static PriorityQueue<CutRecord> first(long count, Iterable<CutRecord> records) {
    PriorityQueue<CutRecord> lastFirst = new PriorityQueue<>(Collections.reverseOrder());
    for (CutRecord record : records) {
      lastFirst.add(record);
      if (lastFirst.size() > count) {
        lastFirst.remove();
      }
    }
    return lastFirst;
  }
}
