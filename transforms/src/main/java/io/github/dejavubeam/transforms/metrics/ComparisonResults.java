package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.LeakResult;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.PCollectionView;

/** Puts together what was measured for the comparison of every place in a list. */
final class ComparisonResults extends DoFn<Integer, ComparisonResult> {

  private final ArrayList<Comparison> comparisons;
  private final ArrayList<Double> fractions;
  private final boolean controlled;
  private final boolean leaksExcluded;
  private final PCollectionView<Map<Integer, PopulationGap>> populations;
  private final PCollectionView<Map<Integer, Iterable<FirstMeans>>> memorized;

  ComparisonResults(
      List<Comparison> comparisons,
      List<Double> fractions,
      boolean controlled,
      boolean leaksExcluded,
      PCollectionView<Map<Integer, PopulationGap>> populations,
      PCollectionView<Map<Integer, Iterable<FirstMeans>>> memorized) {
    this.comparisons = new ArrayList<>(comparisons);
    this.fractions = new ArrayList<>(fractions);
    this.controlled = controlled;
    this.leaksExcluded = leaksExcluded;
    this.populations = populations;
    this.memorized = memorized;
  }

  @ProcessElement
  public void assemble(ProcessContext context) {
    int place = context.element();
    PopulationGap target = counted(place, ScoredSet.TARGET, context);
    MemorizedGaps gaps = memorized(place, ScoredSet.TARGET, context);
    context.output(
        result(
            comparisons.get(place),
            target,
            gaps,
            controlled ? control(place, target, gaps, context) : null,
            leaks(place, context)));
  }

  private PopulationGap population(int place, ScoredSet set, ProcessContext context) {
    PopulationGap population = context.sideInput(populations).get(SetKey.of(place, set));
    return population == null ? new PopulationGap() : population;
  }

  private PopulationGap all(int place, ScoredSet set, ProcessContext context) {
    PopulationGap all = new PopulationGap();
    all.merge(population(place, set, context));
    all.merge(population(place, set.leaked(), context));
    return all;
  }

  private PopulationGap counted(int place, ScoredSet set, ProcessContext context) {
    return leaksExcluded ? population(place, set, context) : all(place, set, context);
  }

  @Nullable
  private LeakResult leaks(int place, ProcessContext context) {
    return population(place, ScoredSet.LEAKED_TARGET, context).n() == 0
        ? null
        : new LeakResult(
            gaps(all(place, ScoredSet.TARGET, context)),
            gaps(population(place, ScoredSet.TARGET, context)));
  }

  private static LeakResult.Gaps gaps(PopulationGap population) {
    return new LeakResult.Gaps(
        population.n(),
        population.precisionShare().estimate(),
        population.recallShare().estimate(),
        population.recallDifference().estimate());
  }

  private MemorizedGaps memorized(int place, ScoredSet set, ProcessContext context) {
    Iterable<FirstMeans> means = context.sideInput(memorized).get(SetKey.of(place, set));
    return new MemorizedGaps(means == null ? List.of() : means);
  }

  private ControlResult control(
      int place, PopulationGap target, MemorizedGaps gaps, ProcessContext context) {
    MemorizedGaps ofControl = memorized(place, ScoredSet.CONTROL, context);
    PopulationGap control = counted(place, ScoredSet.CONTROL, context);
    return new ControlResult(
        control.n(),
        control.precisionShare().estimate(),
        control.recallShare().estimate(),
        control.recallDifference().estimate(),
        target.precisionShare().minus(control.precisionShare()),
        target.recallShare().minus(control.recallShare()),
        target.recallDifference().minus(control.recallDifference()),
        ofControl.at(fractions),
        gaps.minus(ofControl, fractions),
        population(place, ScoredSet.LEAKED_CONTROL, context).n());
  }

  private ComparisonResult result(
      Comparison comparison,
      PopulationGap population,
      MemorizedGaps gaps,
      @Nullable ControlResult control,
      @Nullable LeakResult leaks) {
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
        .setMostMemorized(gaps.at(fractions))
        .setCurve(gaps.at(CurveFractions.all()))
        .setRecallShares(population.recallDistribution().shares())
        .setControl(control)
        .setLeaks(leaks)
        .build();
  }
}
