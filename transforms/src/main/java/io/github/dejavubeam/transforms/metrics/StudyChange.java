package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
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

  private final SignedChange precision;
  private final SignedChange recall;
  private final PairedDifference areaFirst;
  private final PairedDifference areaSecond;

  /** Half the change of an example of both, which is in [-2, 2]. */
  private final PairedDifference areaHalves;

  /** The change of no example. */
  StudyChange() {
    this(
        new SignedChange(),
        new SignedChange(),
        new PairedDifference(),
        new PairedDifference(),
        new PairedDifference());
  }

  private StudyChange(
      SignedChange precision,
      SignedChange recall,
      PairedDifference areaFirst,
      PairedDifference areaSecond,
      PairedDifference areaHalves) {
    this.precision = precision;
    this.recall = recall;
    this.areaFirst = areaFirst;
    this.areaSecond = areaSecond;
    this.areaHalves = areaHalves;
  }

  /** The change of an example; null where a study does not have it, but one has. */
  static StudyChange of(@Nullable ExampleScore before, @Nullable ExampleScore after) {
    StudyChange change = new StudyChange();
    if (after == null) {
      change.precision.addFirst(ObjectScoring.comparePrecision(before));
      change.recall.addFirst(ObjectScoring.compareRecall(before));
      change.areaFirst.add(area(before));
    } else if (before == null) {
      change.precision.addSecond(ObjectScoring.comparePrecision(after));
      change.recall.addSecond(ObjectScoring.compareRecall(after));
      change.areaSecond.add(area(after));
    } else {
      change.precision.addBoth(
          ObjectScoring.comparePrecision(before), ObjectScoring.comparePrecision(after));
      change.recall.addBoth(
          ObjectScoring.compareRecall(before), ObjectScoring.compareRecall(after));
      change.areaFirst.add(area(before));
      change.areaSecond.add(area(after));
      change.areaHalves.add((area(after) - area(before)) / 2);
    }
    return change;
  }

  private static double area(ExampleScore score) {
    return (double) (score.hits() - score.hitsReference()) / score.objects();
  }

  /** Adds the examples of another change, which stays as it is. */
  void merge(StudyChange other) {
    precision.merge(other.precision);
    recall.merge(other.recall);
    areaFirst.merge(other.areaFirst);
    areaSecond.merge(other.areaSecond);
    areaHalves.merge(other.areaHalves);
  }

  /** The result, for the comparison as the two studies name it. */
  ChangeResult result(Comparison before, Comparison after) {
    return new ChangeResult(
        before,
        after,
        precision.nFirst(),
        precision.nSecond(),
        precision.shared(),
        precision.result(),
        recall.result(),
        new ChangeResult.Change(
            areaFirst.estimate(),
            areaSecond.estimate(),
            precision.shared() > 0
                ? SignedChange.twice(areaHalves.estimate())
                : areaSecond.minus(areaFirst)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StudyChange change
        && precision.equals(change.precision)
        && recall.equals(change.recall)
        && areaFirst.equals(change.areaFirst)
        && areaSecond.equals(change.areaSecond)
        && areaHalves.equals(change.areaHalves);
  }

  @Override
  public int hashCode() {
    return Objects.hash(precision, recall, areaFirst, areaSecond, areaHalves);
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

    @Override
    public void encode(StudyChange change, OutputStream out) throws IOException {
      change.precision.write(out);
      change.recall.write(out);
      change.areaFirst.write(out);
      change.areaSecond.write(out);
      change.areaHalves.write(out);
    }

    @Override
    public StudyChange decode(InputStream in) throws IOException {
      return new StudyChange(
          SignedChange.read(in),
          SignedChange.read(in),
          PairedDifference.read(in),
          PairedDifference.read(in),
          PairedDifference.read(in));
    }
  }
}
