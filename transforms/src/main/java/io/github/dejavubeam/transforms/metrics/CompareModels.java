package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import io.github.dejavubeam.transforms.metrics.exact.FirstRecords;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.FlatMapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Everything that is measured for each comparison (method, part 1 points 5 and 6), from the scores
 * of its examples, keyed by the comparison's place in a list. A comparison without an example has a
 * result, too: n = 0, numbers that are NaN, and no gap on the most memorized. With a control set,
 * the same is measured on its examples, and how far the target's gaps exceed it. Examples that leak
 * count or not; the population gaps are told both ways where there are any.
 */
public final class CompareModels
    extends PTransform<PCollection<KV<Integer, ExampleScore>>, PCollection<ComparisonResult>> {

  private final List<Comparison> comparisons;
  private final List<Double> fractions;
  private final FirstRecords<ExampleScore> mostMemorized;
  private final boolean controlled;
  private final boolean leaksExcluded;

  private CompareModels(
      List<Comparison> comparisons,
      List<Double> fractions,
      FirstRecords<ExampleScore> mostMemorized,
      boolean controlled,
      boolean leaksExcluded) {
    this.comparisons = comparisons;
    this.fractions = fractions;
    this.mostMemorized = mostMemorized;
    this.controlled = controlled;
    this.leaksExcluded = leaksExcluded;
  }

  /**
   * Yields one result for every comparison.
   *
   * @param comparisons what is compared; the key of a score is an index of this list
   * @param fractions shares of the examples that are taken as the most memorized, each in (0, 1];
   *     the gaps on {@link CurveFractions} are measured besides, to be plotted
   * @throws IllegalArgumentException if there is no comparison, no fraction, or a fraction is
   *     outside (0, 1]
   */
  public static CompareModels of(List<Comparison> comparisons, List<Double> fractions) {
    if (comparisons.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare");
    }
    return new CompareModels(
        List.copyOf(comparisons),
        List.copyOf(fractions),
        FirstRecords.of(new MemorizedOrders(), CurveFractions.with(fractions)),
        false,
        false);
  }

  /** The same, with a control set among the examples. */
  public CompareModels withControl() {
    return new CompareModels(comparisons, fractions, mostMemorized, true, leaksExcluded);
  }

  /** The same, without the examples that leak: they only tell what the gaps would be with them. */
  public CompareModels withoutLeaks() {
    return new CompareModels(comparisons, fractions, mostMemorized, controlled, true);
  }

  @Override
  public PCollection<ComparisonResult> expand(PCollection<KV<Integer, ExampleScore>> scores) {
    PCollectionView<Map<Integer, PopulationGap>> populations =
        scores
            .apply("By set", FlatMapElements.via(new KeyBySet(true, false)))
            .setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()))
            .apply("Population gaps", Combine.perKey(new PopulationGapFn()))
            .apply("By comparison", View.asMap());
    PCollectionView<Map<Integer, Iterable<FirstMeans>>> memorized =
        scores
            .apply("Counted", FlatMapElements.via(new KeyBySet(false, leaksExcluded)))
            .setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()))
            .apply("Most memorized", mostMemorized)
            .apply("First by comparison", View.asMultimap());
    // From the list and not from the scores, so that no comparison goes missing.
    List<Integer> places = IntStream.range(0, comparisons.size()).boxed().toList();
    return scores
        .getPipeline()
        .apply("Comparisons", Create.of(places).withCoder(VarIntCoder.of()))
        .apply(
            "Results",
            ParDo.of(
                    new ComparisonResults(
                        comparisons, fractions, controlled, leaksExcluded, populations, memorized))
                .withSideInputs(populations, memorized))
        .setCoder(SerializableCoder.of(ComparisonResult.class));
  }

  private static final class KeyBySet
      extends SimpleFunction<KV<Integer, ExampleScore>, List<KV<Integer, ExampleScore>>> {
    private final boolean leaksApart;
    private final boolean leaksExcluded;

    KeyBySet(boolean leaksApart, boolean leaksExcluded) {
      this.leaksApart = leaksApart;
      this.leaksExcluded = leaksExcluded;
    }

    @Override
    public List<KV<Integer, ExampleScore>> apply(KV<Integer, ExampleScore> score) {
      ScoredSet set = score.getValue().set();
      if (leaksExcluded && set != set.unleaked()) {
        return List.of();
      }
      return List.of(
          KV.of(SetKey.of(score.getKey(), leaksApart ? set : set.unleaked()), score.getValue()));
    }
  }
}
