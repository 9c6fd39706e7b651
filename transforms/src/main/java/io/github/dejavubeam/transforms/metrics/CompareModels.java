package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.MemorizedGap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
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
 * the same is measured on its examples, and how far the target's gaps exceed it.
 */
public final class CompareModels
    extends PTransform<PCollection<KV<Integer, ExampleScore>>, PCollection<ComparisonResult>> {

  private final List<Comparison> comparisons;
  private final MostMemorized mostMemorized;
  private final boolean controlled;

  private CompareModels(
      List<Comparison> comparisons, MostMemorized mostMemorized, boolean controlled) {
    this.comparisons = comparisons;
    this.mostMemorized = mostMemorized;
    this.controlled = controlled;
  }

  /**
   * Yields one result for every comparison.
   *
   * @param comparisons what is compared; the key of a score is an index of this list
   * @param fractions shares of the examples that are taken as the most memorized, each in (0, 1]
   * @throws IllegalArgumentException if there is no comparison, no fraction, or a fraction is
   *     outside (0, 1]
   */
  public static CompareModels of(List<Comparison> comparisons, List<Double> fractions) {
    if (comparisons.isEmpty()) {
      throw new IllegalArgumentException("nothing to compare");
    }
    return new CompareModels(List.copyOf(comparisons), MostMemorized.of(fractions), false);
  }

  /** The same, with a control set among the examples. */
  public CompareModels withControl() {
    return new CompareModels(comparisons, mostMemorized, true);
  }

  @Override
  public PCollection<ComparisonResult> expand(PCollection<KV<Integer, ExampleScore>> scores) {
    PCollection<KV<Integer, ExampleScore>> bySet =
        scores
            .apply("By set", MapElements.via(new KeyBySet()))
            .setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()));
    PCollectionView<Map<Integer, PopulationGap>> populations =
        bySet
            .apply("Population gaps", Combine.perKey(new PopulationGapFn()))
            .apply("By comparison", View.asMap());
    PCollectionView<Map<Integer, Iterable<MemorizedGap>>> memorized =
        bySet.apply("Most memorized", mostMemorized).apply("Gaps by comparison", View.asMultimap());
    // From the list and not from the scores, so that no comparison goes missing.
    List<Integer> places = IntStream.range(0, comparisons.size()).boxed().toList();
    return scores
        .getPipeline()
        .apply("Comparisons", Create.of(places).withCoder(VarIntCoder.of()))
        .apply(
            "Results",
            ParDo.of(new ComparisonResults(comparisons, controlled, populations, memorized))
                .withSideInputs(populations, memorized))
        .setCoder(SerializableCoder.of(ComparisonResult.class));
  }

  private static final class KeyBySet
      extends SimpleFunction<KV<Integer, ExampleScore>, KV<Integer, ExampleScore>> {

    @Override
    public KV<Integer, ExampleScore> apply(KV<Integer, ExampleScore> score) {
      return KV.of(SetKey.of(score.getKey(), score.getValue().set()), score.getValue());
    }
  }
}
