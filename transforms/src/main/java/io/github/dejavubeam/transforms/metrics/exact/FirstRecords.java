package io.github.dejavubeam.transforms.metrics.exact;

import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Averages values over exactly the first max(1, floor(N * fraction)) of the N records of a key, in
 * each of several orders, without ever sorting the records or gathering them in one place.
 *
 * <p>A {@link KeySample} of {@link KeySample#SIZE} sort keys cuts every order into ranges of about
 * equal size, since sort keys are distinct even where scores tie. Counts and exact sums of all
 * ranges tell in which range the first records end and how many of that range belong to them. Only
 * the records of these ranges, about {@code N / SIZE} for an order and fraction, are grouped, and
 * the needed first of them are added to the sums of the ranges before. The sample decides how even
 * the ranges are, never which records are taken, so the result is exact and the same for any
 * sample.
 *
 * <p>Three shuffles serve all keys, orders and fractions. The two side inputs hold {@code SIZE} ids
 * and scores, and one sum for every order and fraction, of each key. Input must be bounded and in
 * the global window; keys must not be negative.
 */
public final class FirstRecords<T>
    extends PTransform<PCollection<KV<Integer, T>>, PCollection<KV<Integer, FirstMeans>>> {

  private final RecordOrders<T> orders;
  private final List<Double> fractions;

  private FirstRecords(RecordOrders<T> orders, List<Double> fractions) {
    this.orders = orders;
    this.fractions = fractions;
  }

  /**
   * Yields the means of every key, order and fraction.
   *
   * @param fractions shares of the records, each in (0, 1], at least one
   * @throws IllegalArgumentException if there is no fraction or one is outside (0, 1]
   */
  public static <T> FirstRecords<T> of(RecordOrders<T> orders, List<Double> fractions) {
    if (fractions.isEmpty()) {
      throw new IllegalArgumentException("no fraction of the records to take");
    }
    for (double fraction : fractions) {
      if (!(fraction > 0 && fraction <= 1)) {
        throw new IllegalArgumentException("fraction " + fraction + " is outside (0, 1]");
      }
    }
    return new FirstRecords<>(orders, List.copyOf(fractions));
  }

  @Override
  public PCollection<KV<Integer, FirstMeans>> expand(PCollection<KV<Integer, T>> records) {
    PCollectionView<Map<Integer, KeySample>> samples =
        records
            .apply("Sample keys", Combine.perKey(new KeySampleFn<>(orders)))
            .apply("Splitters", View.asMap());
    PCollectionView<Map<Integer, List<Cut>>> cuts =
        records
            .apply(
                "Find ranges",
                ParDo.of(new PlaceRecords<>(orders, samples)).withSideInputs(samples))
            .setCoder(KvCoder.of(VarIntCoder.of(), new PlacedRecord.Coder()))
            .apply("Sum ranges", Combine.perKey(new RangeTotalsFn(orders.orders(), fractions)))
            .apply("Cuts", View.asMap());
    return records
        .apply(
            "Keep cut ranges",
            ParDo.of(new KeepCutRanges<>(orders, samples, cuts)).withSideInputs(samples, cuts))
        .setCoder(KvCoder.of(VarLongCoder.of(), new CutRecord.Coder()))
        .apply("Group cut ranges", GroupByKey.create())
        .apply(
            "Average first",
            ParDo.of(new AverageFirst(orders.orders(), fractions, cuts)).withSideInputs(cuts))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(FirstMeans.class)));
  }
}
