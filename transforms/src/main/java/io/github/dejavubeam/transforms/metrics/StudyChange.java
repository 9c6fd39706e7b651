package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ExampleScore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * How the scores of examples in one study differ from those in another. The same examples give the
 * same change in whatever order they are merged.
 */
final class StudyChange {

  private final PopulationGap first;
  private final PopulationGap second;

  /** Half the change of an example, which is in [-2, 2], by precision, recall and area. */
  private final List<PairedDifference> halves;

  /** The change of no example. */
  StudyChange() {
    this(
        new PopulationGap(),
        new PopulationGap(),
        List.of(new PairedDifference(), new PairedDifference(), new PairedDifference()));
  }

  private StudyChange(PopulationGap first, PopulationGap second, List<PairedDifference> halves) {
    this.first = first;
    this.second = second;
    this.halves = halves;
  }

  /** The change of an example; null where a study does not have it. */
  static StudyChange of(@Nullable ExampleScore before, @Nullable ExampleScore after) {
    StudyChange change = new StudyChange();
    if (before != null) {
      change.first.add(before);
    }
    if (after != null) {
      change.second.add(after);
    }
    if (before != null && after != null) {
      change.halves.get(0).add(half(precision(before), precision(after)));
      change.halves.get(1).add(half(recall(before), recall(after)));
      change.halves.get(2).add(half(area(before), area(after)));
    }
    return change;
  }

  private static double half(double before, double after) {
    return (after - before) / 2;
  }

  private static double precision(ExampleScore score) {
    return Integer.signum(ObjectScoring.comparePrecision(score));
  }

  private static double recall(ExampleScore score) {
    return Integer.signum(ObjectScoring.compareRecall(score));
  }

  private static double area(ExampleScore score) {
    return (double) (score.hits() - score.hitsReference()) / score.objects();
  }

  /** Adds the examples of another change, which stays as it is. */
  void merge(StudyChange other) {
    first.merge(other.first);
    second.merge(other.second);
    for (int gap = 0; gap < halves.size(); gap++) {
      halves.get(gap).merge(other.halves.get(gap));
    }
  }

  /** The result, for the comparison as the two studies name it. */
  ChangeResult result(Comparison before, Comparison after) {
    long shared = halves.get(0).n();
    return new ChangeResult(
        before,
        after,
        first.n(),
        second.n(),
        shared,
        new ChangeResult.Change(
            first.precisionShare().estimate(),
            second.precisionShare().estimate(),
            shared > 0
                ? twice(halves.get(0).estimate())
                : second.precisionShare().minus(first.precisionShare())),
        new ChangeResult.Change(
            first.recallShare().estimate(),
            second.recallShare().estimate(),
            shared > 0
                ? twice(halves.get(1).estimate())
                : second.recallShare().minus(first.recallShare())),
        new ChangeResult.Change(
            first.recallDifference().estimate(),
            second.recallDifference().estimate(),
            shared > 0
                ? twice(halves.get(2).estimate())
                : second.recallDifference().minus(first.recallDifference())));
  }

  private static Estimate twice(Estimate half) {
    return Estimate.of(2 * half.value(), 2 * half.low(), 2 * half.high(), half.pValue());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StudyChange change
        && first.equals(change.first)
        && second.equals(change.second)
        && halves.equals(change.halves);
  }

  @Override
  public int hashCode() {
    return Objects.hash(first, second, halves);
  }

  /** Merges the changes of examples. */
  static final class Merge extends CombineFn<StudyChange, StudyChange, StudyChange> {
    @Override
    public StudyChange createAccumulator() {
      return new StudyChange();
    }

    @Override
    public StudyChange addInput(StudyChange changes, StudyChange change) {
      changes.merge(change);
      return changes;
    }

    @Override
    public StudyChange mergeAccumulators(Iterable<StudyChange> parts) {
      StudyChange merged = new StudyChange();
      parts.forEach(merged::merge);
      return merged;
    }

    @Override
    public StudyChange extractOutput(StudyChange changes) {
      return mergeAccumulators(List.of(changes));
    }

    @Override
    public Coder<StudyChange> getAccumulatorCoder(
        CoderRegistry registry, Coder<StudyChange> inputCoder) {
      return new ChangeCoder();
    }

    @Override
    public Coder<StudyChange> getDefaultOutputCoder(
        CoderRegistry registry, Coder<StudyChange> inputCoder) {
      return new ChangeCoder();
    }
  }

  /** Writes the fields in the order of their declaration. */
  static final class ChangeCoder extends AtomicCoder<StudyChange> {
    private static final PopulationGap.Coder GAP = new PopulationGap.Coder();

    @Override
    public void encode(StudyChange change, OutputStream out) throws IOException {
      GAP.encode(change.first, out);
      GAP.encode(change.second, out);
      for (PairedDifference half : change.halves) {
        half.write(out);
      }
    }

    @Override
    public StudyChange decode(InputStream in) throws IOException {
      return new StudyChange(
          GAP.decode(in),
          GAP.decode(in),
          List.of(PairedDifference.read(in), PairedDifference.read(in), PairedDifference.read(in)));
    }
  }
}
