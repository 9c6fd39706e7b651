package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.transforms.metrics.exact.ExactSum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.apache.beam.sdk.coders.AtomicCoder;

/**
 * How a model and a reference differ over all scored examples (method, part 1 point 5). The same
 * examples give the same gap in whatever order they are added and merged.
 */
final class PopulationGap {

  private final SignedShare precisionShare;
  private final SignedShare recallShare;
  private final PairedDifference recallDifference;
  private final ExactSum modelPrecision;
  private final ExactSum referencePrecision;
  private final ExactSum modelRecall;
  private final ExactSum referenceRecall;
  private final RecallDistribution recallDistribution;

  /** The gap over no example. */
  PopulationGap() {
    this(
        new SignedShare(),
        new SignedShare(),
        new PairedDifference(),
        new ExactSum(),
        new ExactSum(),
        new ExactSum(),
        new ExactSum(),
        new RecallDistribution());
  }

  private PopulationGap(
      SignedShare precisionShare,
      SignedShare recallShare,
      PairedDifference recallDifference,
      ExactSum modelPrecision,
      ExactSum referencePrecision,
      ExactSum modelRecall,
      ExactSum referenceRecall,
      RecallDistribution recallDistribution) {
    this.precisionShare = precisionShare;
    this.recallShare = recallShare;
    this.recallDifference = recallDifference;
    this.modelPrecision = modelPrecision;
    this.referencePrecision = referencePrecision;
    this.modelRecall = modelRecall;
    this.referenceRecall = referenceRecall;
    this.recallDistribution = recallDistribution;
  }

  /** Adds an example. */
  void add(ExampleScore score) {
    precisionShare.add(ObjectScoring.comparePrecision(score));
    recallShare.add(ObjectScoring.compareRecall(score));
    recallDifference.add((double) (score.hits() - score.hitsReference()) / score.objects());
    modelPrecision.add(ObjectScoring.precision(score.hits(), score.predicted()));
    referencePrecision.add(
        ObjectScoring.precision(score.hitsReference(), score.predictedReference()));
    modelRecall.add(ObjectScoring.recall(score.hits(), score.objects()));
    referenceRecall.add(ObjectScoring.recall(score.hitsReference(), score.objects()));
    recallDistribution.add(score);
  }

  /** Adds the examples of another gap, which stays as it is. */
  void merge(PopulationGap other) {
    precisionShare.merge(other.precisionShare);
    recallShare.merge(other.recallShare);
    recallDifference.merge(other.recallDifference);
    modelPrecision.merge(other.modelPrecision);
    referencePrecision.merge(other.referencePrecision);
    modelRecall.merge(other.modelRecall);
    referenceRecall.merge(other.referenceRecall);
    recallDistribution.merge(other.recallDistribution);
  }

  /** Number of examples. */
  long n() {
    return precisionShare.n();
  }

  /** Examples won and lost on precision, whose estimate is the population precision gap. */
  SignedShare precisionShare() {
    return precisionShare;
  }

  /** Examples won and lost on recall, whose estimate is the population recall gap. */
  SignedShare recallShare() {
    return recallShare;
  }

  /** Differences of recall, whose estimate is the area between the distributions. */
  PairedDifference recallDifference() {
    return recallDifference;
  }

  /** Mean precision of the model; NaN when there is no example, as are the other means. */
  double modelPrecision() {
    return modelPrecision.mean(n());
  }

  /** Mean precision of the reference. */
  double referencePrecision() {
    return referencePrecision.mean(n());
  }

  /** Mean recall of the model. */
  double modelRecall() {
    return modelRecall.mean(n());
  }

  /** Mean recall of the reference. */
  double referenceRecall() {
    return referenceRecall.mean(n());
  }

  /** Recalls of both. */
  RecallDistribution recallDistribution() {
    return recallDistribution;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PopulationGap gap
        && precisionShare.equals(gap.precisionShare)
        && recallShare.equals(gap.recallShare)
        && recallDifference.equals(gap.recallDifference)
        && modelPrecision.equals(gap.modelPrecision)
        && referencePrecision.equals(gap.referencePrecision)
        && modelRecall.equals(gap.modelRecall)
        && referenceRecall.equals(gap.referenceRecall)
        && recallDistribution.equals(gap.recallDistribution);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        precisionShare,
        recallShare,
        recallDifference,
        modelPrecision,
        referencePrecision,
        modelRecall,
        referenceRecall,
        recallDistribution);
  }

  /** Writes the fields in the order of their declaration. */
  static final class Coder extends AtomicCoder<PopulationGap> {

    @Override
    public void encode(PopulationGap gap, OutputStream out) throws IOException {
      gap.precisionShare.write(out);
      gap.recallShare.write(out);
      gap.recallDifference.write(out);
      gap.modelPrecision.write(out);
      gap.referencePrecision.write(out);
      gap.modelRecall.write(out);
      gap.referenceRecall.write(out);
      gap.recallDistribution.write(out);
    }

    @Override
    public PopulationGap decode(InputStream in) throws IOException {
      return new PopulationGap(
          SignedShare.read(in),
          SignedShare.read(in),
          PairedDifference.read(in),
          ExactSum.read(in),
          ExactSum.read(in),
          ExactSum.read(in),
          ExactSum.read(in),
          RecallDistribution.read(in));
    }
  }
}
