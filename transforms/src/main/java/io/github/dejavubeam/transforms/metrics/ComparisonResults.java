package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.MemorizedGap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Puts together what was measured for the comparison of every place in a list. */
final class ComparisonResults extends DoFn<Integer, ComparisonResult> {

  private static final Comparator<MemorizedGap> BY_ORDER_AND_FRACTION =
      Comparator.comparing(MemorizedGap::order).thenComparingDouble(MemorizedGap::fraction);

  private final ArrayList<Comparison> comparisons;
  private final PCollectionView<Map<Integer, PopulationGap>> populations;
  private final PCollectionView<Map<Integer, Iterable<MemorizedGap>>> memorized;

  ComparisonResults(
      List<Comparison> comparisons,
      PCollectionView<Map<Integer, PopulationGap>> populations,
      PCollectionView<Map<Integer, Iterable<MemorizedGap>>> memorized) {
    this.comparisons = new ArrayList<>(comparisons);
    this.populations = populations;
    this.memorized = memorized;
  }

  @ProcessElement
  public void assemble(ProcessContext context) {
    Integer place = context.element();
    PopulationGap population = context.sideInput(populations).get(place);
    Iterable<MemorizedGap> gaps = context.sideInput(memorized).get(place);
    context.output(
        result(
            comparisons.get(place),
            population == null ? new PopulationGap() : population,
            gaps == null ? List.of() : gaps));
  }

  private static ComparisonResult result(
      Comparison comparison, PopulationGap population, Iterable<MemorizedGap> gaps) {
    List<MemorizedGap> mostMemorized = new ArrayList<>();
    gaps.forEach(mostMemorized::add);
    mostMemorized.sort(BY_ORDER_AND_FRACTION);
    return ComparisonResult.builder()
        .setComparison(comparison)
        .setN(population.n())
        .setPpg(population.precisionShare().estimate())
        .setPrg(population.recallShare().estimate())
        .setAucg(population.recallDifference().estimate())
        .setPrecisionWins(population.precisionShare().wins())
        .setPrecisionLosses(population.precisionShare().losses())
        .setRecallWins(population.recallShare().wins())
        .setRecallLosses(population.recallShare().losses())
        .setModelPrecision(population.modelPrecision())
        .setReferencePrecision(population.referencePrecision())
        .setModelRecall(population.modelRecall())
        .setReferenceRecall(population.referenceRecall())
        .setMostMemorized(mostMemorized)
        .build();
  }
}
