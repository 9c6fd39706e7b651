package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.RecallShare;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Small studies for the tests of this package. */
final class Studies {

  static final Estimate POSITIVE = Estimate.of(0.25, 0.125, 0.375, 1e-9);
  static final Estimate NEGATIVE = Estimate.of(-0.25, -0.375, -0.125, 1e-9);
  static final Estimate UNDECIDED = Estimate.of(0.03125, -0.0625, 0.125, 0.5);
  static final Estimate UNMEASURED =
      Estimate.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN);

  private Studies() {}

  static Comparison comparison(String model, String reference, int k, int objectLimit) {
    return Comparison.of(model, reference, ReferenceKind.TWO_MODEL, Mode.T2I, k, objectLimit);
  }

  /** A result with these gaps; every other number is fixed. */
  static ComparisonResult result(Comparison comparison, Estimate ppg, Estimate prg) {
    return ComparisonResult.builder()
        .setComparison(comparison)
        .setN(16)
        .setPpg(ppg)
        .setPrg(prg)
        .setAucg(Estimate.of(0.1, -0.05, 0.25, 0.19))
        .setPrecisionWins(6)
        .setPrecisionLosses(2)
        .setRecallWins(5)
        .setRecallLosses(1)
        .setModelPrecision(0.114)
        .setReferencePrecision(0.0995)
        .setModelRecall(0.673)
        .setReferenceRecall(0.577)
        .setMostMemorized(
            List.of(
                MemorizedGap.of(MemorizedOrder.MIN_DIST, 0.1, 1, 0.2, 0.5, 0.3),
                MemorizedGap.of(MemorizedOrder.MAX_PRED_GAP, 0.1, 1, 0.25, 0.75, 0.375),
                MemorizedGap.of(MemorizedOrder.MAX_PRED_GAP, 0.01, 1, 1.0, 1.0, 0.999995)))
        .setCurve(List.of(MemorizedGap.of(MemorizedOrder.MIN_DIST, 1, 16, 0.0145, 0.096, 0.05)))
        .setRecallShares(List.of(new RecallShare(0, 1, 1), new RecallShare(1, 0.5, 0.25)))
        .build();
  }

  /** A control set with the same negative gap everywhere, and these differences. */
  static ControlResult control(Estimate ppgDifference, Estimate otherDifferences) {
    return new ControlResult(
        8,
        NEGATIVE,
        NEGATIVE,
        NEGATIVE,
        ppgDifference,
        otherDifferences,
        otherDifferences,
        List.of(MemorizedGap.of(MemorizedOrder.MIN_DIST, 0.1, 1, -0.5, -0.25, -0.125)),
        List.of(
            new MemorizedDifference(
                MemorizedOrder.MIN_DIST, 0.1, ppgDifference, otherDifferences, UNMEASURED)),
        0);
  }

  /** A study with a control set, whose results must have one. */
  static VlmSummary controlled(ComparisonResult... results) {
    return VlmSummary.builder()
        .setTarget(SplitCounts.of(20, 16, 3, 1))
        .setPublicSet(SplitCounts.of(12, 11, 0, 1))
        .setLeaks(LeakCounts.of(0, 0, 0))
        .setControl(SplitCounts.of(9, 8, 1, 0))
        .setComparisons(List.of(results))
        .build();
  }

  static VlmSummary summary(ComparisonResult... results) {
    return VlmSummary.of(
        SplitCounts.of(20, 16, 3, 1),
        SplitCounts.of(12, 11, 0, 1),
        LeakCounts.of(0, 2, 0),
        List.of(results));
  }

  /** How a study with these settings came to be, which audited models A and B. */
  static StudyManifest manifest(Map<String, String> settings) {
    return new StudyManifest(
        "dejavu-beam",
        "1.0",
        "vlm",
        Instant.EPOCH,
        settings,
        List.of(
            new StudyManifest.Model("B", "models/b", "d2"),
            new StudyManifest.Model("A", "models/a", "d1")),
        new StudyManifest.Versions("17", "Linux", "1.29.0", "2.70.0"),
        1.5);
  }
}
