package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.Comparator;
import java.util.List;

/** The order in which every file of a study lists its results. */
final class ResultOrder {

  private static final Comparator<MemorizedGap> GAPS =
      Comparator.comparing((MemorizedGap gap) -> gap.order().label())
          .thenComparingDouble(MemorizedGap::fraction);

  private static final Comparator<MemorizedDifference> DIFFERENCES =
      Comparator.comparing((MemorizedDifference difference) -> difference.order().label())
          .thenComparingDouble(MemorizedDifference::fraction);

  private ResultOrder() {}

  /** The comparisons by model, reference, mode, k and objects. */
  static List<ComparisonResult> comparisons(VlmSummary summary) {
    return summary.comparisons().stream()
        .sorted(Comparator.comparing(ComparisonResult::comparison))
        .toList();
  }

  /** Differences of such gaps, likewise. */
  static List<MemorizedDifference> differences(List<MemorizedDifference> differences) {
    return differences.stream().sorted(DIFFERENCES).toList();
  }

  /** The gaps on the most memorized examples by the label of their order, then by fraction. */
  static List<MemorizedGap> gaps(List<MemorizedGap> gaps) {
    return gaps.stream().sorted(GAPS).toList();
  }
}
