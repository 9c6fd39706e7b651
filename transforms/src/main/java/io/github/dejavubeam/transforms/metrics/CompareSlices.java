package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SliceResult;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The population gaps of every comparison over slices of the examples, from an example's scores by
 * the comparison's place in a list. Slices with few examples are left out: their intervals say
 * nothing, and an example might be told by them.
 */
public final class CompareSlices
    extends PTransform<PCollection<KV<SliceKey, List<ExampleScore>>>, PCollection<SliceResult>> {

  private final List<Comparison> comparisons;
  private final int smallest;
  private final boolean leaksExcluded;

  private CompareSlices(List<Comparison> comparisons, int smallest, boolean leaksExcluded) {
    this.comparisons = comparisons;
    this.smallest = smallest;
    this.leaksExcluded = leaksExcluded;
  }

  /**
   * Yields a result for every slice and comparison.
   *
   * @param comparisons what is compared; an example has a score for each
   * @param smallest fewest examples of a slice that is shown
   * @param leaksExcluded whether examples that leak do not count
   * @throws IllegalArgumentException if {@code smallest} is below 1
   */
  public static CompareSlices of(
      List<Comparison> comparisons, int smallest, boolean leaksExcluded) {
    if (smallest < 1) {
      throw new IllegalArgumentException("a slice has at least 1 example, not " + smallest);
    }
    return new CompareSlices(List.copyOf(comparisons), smallest, leaksExcluded);
  }

  @Override
  public PCollection<SliceResult> expand(PCollection<KV<SliceKey, List<ExampleScore>>> scores) {
    return scores
        .apply("Gaps", Combine.perKey(new PopulationGapsFn()))
        .apply("By slice", ParDo.of(new BySlice()))
        .setCoder(
            KvCoder.of(
                new SliceKey.SliceKeyCoder(),
                KvCoder.of(new SliceKey.SliceKeyCoder(), ListCoder.of(new PopulationGap.Coder()))))
        // A slice has one value for each of the four sets.
        .apply("Sets", GroupByKey.create())
        .apply("Results", ParDo.of(new Results()))
        .setCoder(SerializableCoder.of(SliceResult.class));
  }

  private static final class BySlice
      extends DoFn<
          KV<SliceKey, List<PopulationGap>>, KV<SliceKey, KV<SliceKey, List<PopulationGap>>>> {

    @ProcessElement
    public void process(
        @Element KV<SliceKey, List<PopulationGap>> gaps,
        OutputReceiver<KV<SliceKey, KV<SliceKey, List<PopulationGap>>>> out) {
      out.output(KV.of(new SliceKey(gaps.getKey().slice(), ScoredSet.TARGET), gaps));
    }
  }

  private final class Results
      extends DoFn<KV<SliceKey, Iterable<KV<SliceKey, List<PopulationGap>>>>, SliceResult> {

    @ProcessElement
    public void process(
        @Element KV<SliceKey, Iterable<KV<SliceKey, List<PopulationGap>>>> slice,
        OutputReceiver<SliceResult> out) {
      Map<ScoredSet, List<List<PopulationGap>>> sets = new EnumMap<>(ScoredSet.class);
      for (KV<SliceKey, List<PopulationGap>> gaps : slice.getValue()) {
        ScoredSet set = gaps.getKey().set();
        if (!leaksExcluded || set == set.unleaked()) {
          sets.computeIfAbsent(set.unleaked(), absent -> new ArrayList<>()).add(gaps.getValue());
        }
      }
      PopulationGapsFn fn = new PopulationGapsFn();
      List<PopulationGap> target =
          fn.mergeAccumulators(sets.getOrDefault(ScoredSet.TARGET, List.of()));
      List<PopulationGap> control =
          fn.mergeAccumulators(sets.getOrDefault(ScoredSet.CONTROL, List.of()));
      if (target.isEmpty() || target.get(0).n() < smallest) {
        return;
      }
      boolean controlled = !control.isEmpty() && control.get(0).n() >= smallest;
      for (int place = 0; place < target.size(); place++) {
        out.output(
            result(
                comparisons.get(place),
                slice.getKey().slice(),
                target.get(place),
                controlled ? control.get(place) : null));
      }
    }
  }

  private static SliceResult result(
      Comparison comparison, Slice slice, PopulationGap target, @Nullable PopulationGap control) {
    return new SliceResult(
        comparison,
        slice,
        target.n(),
        target.precisionShare().estimate(),
        target.recallShare().estimate(),
        target.recallDifference().estimate(),
        control == null
            ? null
            : new SliceResult.Control(
                control.n(),
                target.precisionShare().minus(control.precisionShare()),
                target.recallShare().minus(control.recallShare()),
                target.recallDifference().minus(control.recallDifference())));
  }
}
