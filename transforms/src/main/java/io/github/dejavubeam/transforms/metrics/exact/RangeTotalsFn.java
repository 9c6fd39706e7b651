package io.github.dejavubeam.transforms.metrics.exact;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Sums records by range and finds where the first records of every order end. */
final class RangeTotalsFn extends CombineFn<PlacedRecord, RangeTotals, List<Cut>> {

  private final int orders;
  private final List<Double> fractions;

  RangeTotalsFn(int orders, List<Double> fractions) {
    this.orders = orders;
    this.fractions = fractions;
  }

  @Override
  public RangeTotals createAccumulator() {
    return new RangeTotals(orders);
  }

  @Override
  public RangeTotals addInput(RangeTotals totals, PlacedRecord record) {
    totals.add(record);
    return totals;
  }

  @Override
  public RangeTotals mergeAccumulators(Iterable<RangeTotals> parts) {
    RangeTotals merged = new RangeTotals(orders);
    parts.forEach(merged::merge);
    return merged;
  }

  @Override
  public List<Cut> extractOutput(RangeTotals totals) {
    return totals.cuts(fractions);
  }

  @Override
  public Coder<RangeTotals> getAccumulatorCoder(
      CoderRegistry registry, Coder<PlacedRecord> inputCoder) {
    return new RangeTotals.Coder();
  }

  @Override
  public Coder<List<Cut>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<PlacedRecord> inputCoder) {
    return ListCoder.of(new Cut.Coder());
  }
}
