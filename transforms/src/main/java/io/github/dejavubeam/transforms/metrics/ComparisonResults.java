package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.ScoredSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Puts together what was measured for the comparison of every place in a list. */
final class ComparisonResults extends DoFn<Integer, ComparisonResult> {

  private static final Comparator<MemorizedGap> BY_ORDER_AND_FRACTION =
      Comparator.comparing(MemorizedGap::order).thenComparingDouble(MemorizedGap::fraction);

  private final ArrayList<Comparison> comparisons;
  private final boolean controlled;
  private final PCollectionView<Map<Integer, PopulationGap>> populations;
  private final PCollectionView<Map<Integer, Iterable<MemorizedGap>>> memorized;

  ComparisonResults(
      List<Comparison> comparisons,
      boolean controlled,
      PCollectionView<Map<Integer, PopulationGap>> populations,
      PCollectionView<Map<Integer, Iterable<MemorizedGap>>> memorized) {
    this.comparisons = new ArrayList<>(comparisons);
    this.controlled = controlled;
    this.populations = populations;
    this.memorized = memorized;
  }

  @ProcessElement
  public void assemble(ProcessContext context) {
    int place = context.element();
    PopulationGap target = population(place, ScoredSet.TARGET, context);
    context.output(
        result(
            comparisons.get(place),
            target,
            memorized(place, ScoredSet.TARGET, context),
            controlled ? control(place, target, context) : null));
  }

  private PopulationGap population(int place, ScoredSet set, ProcessContext context) {
    PopulationGap population = context.sideInput(populations).get(SetKey.of(place, set));
    return population == null ? new PopulationGap() : population;
  }

  private List<MemorizedGap> memorized(int place, ScoredSet set, ProcessContext context) {
    Iterable<MemorizedGap> gaps = context.sideInput(memorized).get(SetKey.of(place, set));
    List<MemorizedGap> sorted = new ArrayList<>();
    if (gaps != null) {
      gaps.forEach(sorted::add);
      sorted.sort(BY_ORDER_AND_FRACTION);
    }
    return sorted;
  }

  private ControlResult control(int place, PopulationGap target, ProcessContext context) {
    PopulationGap control = population(place, ScoredSet.CONTROL, context);
    return new ControlResult(
        control.n(),
        control.precisionShare().estimate(),
        control.recallShare().estimate(),
        control.recallDifference().estimate(),
        target.precisionShare().minus(control.precisionShare()),
        target.recallShare().minus(control.recallShare()),
        target.recallDifference().minus(control.recallDifference()),
        memorized(place, ScoredSet.CONTROL, context));
  }

  private static ComparisonResult result(
      Comparison comparison,
      PopulationGap population,
      List<MemorizedGap> mostMemorized,
      @Nullable ControlResult control) {
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
        .setControl(control)
        .build();
  }
}
