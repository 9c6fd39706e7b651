package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuDifference;
import io.github.dejavubeam.schemas.DejaVuLeaks;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.PredictorKind;
import io.github.dejavubeam.schemas.PredictorResult;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.transforms.correlation.ClassCounts;
import io.github.dejavubeam.transforms.correlation.ConfidentScores;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogram;
import io.github.dejavubeam.transforms.correlation.OutcomeCounts;
import io.github.dejavubeam.transforms.correlation.Quadrants;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vlm.LeakCheck;
import io.github.dejavubeam.transforms.vlm.Splits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.beam.sdk.values.KV;

/** Makes the results of one set of a study from what was counted. */
final class ImageSummaries {

  private final ImageStudy study;
  private final SeenSet set;
  private final LeakCheck check;
  private final OutcomeCounts unleaked;
  private final OutcomeCounts leaked;

  /** Of the examples that take part. */
  private final OutcomeCounts counts;

  private final Map<Integer, Map<Double, ConfidentAccuracy>> accuracies = new HashMap<>();
  private final Iterable<KV<String, ClassCounts>> classes;
  private final Map<Integer, MemorizationHistogram> histograms;

  ImageSummaries(
      ImageStudy study,
      SeenSet set,
      LeakCheck check,
      OutcomeCounts unleaked,
      OutcomeCounts leaked,
      Iterable<KV<Integer, ConfidentAccuracy>> confident,
      Iterable<KV<String, ClassCounts>> classes,
      Map<Integer, MemorizationHistogram> histograms) {
    this.study = study;
    this.set = set;
    this.check = check;
    this.unleaked = unleaked;
    this.leaked = leaked;
    this.counts = check.excluded() ? unleaked : unleaked.plus(leaked);
    this.classes = classes;
    this.histograms = histograms;
    for (KV<Integer, ConfidentAccuracy> accuracy : confident) {
      accuracies
          .computeIfAbsent(accuracy.getKey(), key -> new HashMap<>())
          .put(accuracy.getValue().fraction(), accuracy.getValue());
    }
  }

  /**
   * The results; with a control set, beside those on it, and how far they exceed them.
   *
   * @param tally what was read and left out of all sets
   * @param leaks events of {@link io.github.dejavubeam.transforms.leaks.CountFound}
   * @param shift whether the control set is drawn like the target set; null without one
   */
  ImageSummary of(
      Tally tally, Tally leaks, @Nullable ImageSummaries control, @Nullable ShiftResult shift) {
    List<PredictorResult> predictors = new ArrayList<>();
    for (int i = 0; i < study.predictors().size(); i++) {
      predictors.add(predictor(i));
    }
    List<DejaVuResult> dejaVu = new ArrayList<>();
    for (int i = 0; i < study.pairings().size(); i++) {
      DejaVuResult result = dejaVu(i);
      dejaVu.add(control == null ? result : result.with(minus(control, i)));
    }
    return new ImageSummary(
        counts(tally),
        publicSet(tally),
        check.counts(leaks, set, check.excluded() ? leaked.n() : 0),
        predictors,
        dejaVu,
        correlation(),
        control == null ? null : control.of(tally, leaks, null, null),
        shift);
  }

  private ImageSummary.Target counts(Tally tally) {
    String split = set.label();
    long read = tally.found(split);
    long skipped = tally.leftOut(split);
    long noBackground = tally.withoutBackground(split);
    long scored = unleaked.n() + leaked.n();
    return new ImageSummary.Target(
        read, scored, read - scored - noBackground - skipped, noBackground, skipped);
  }

  private static SplitCounts publicSet(Tally tally) {
    long read = tally.found(Splits.PUBLIC);
    long skipped = tally.leftOut(Splits.PUBLIC);
    return SplitCounts.of(read, read - skipped, 0, skipped);
  }

  private PredictorResult predictor(int i) {
    Predictor predictor = study.predictors().get(i);
    return new PredictorResult(
        predictor.name(),
        predictor.kind(),
        predictor.kind() == PredictorKind.KNN ? study.k() : 0,
        counts.n(),
        (double) counts.top1(i) / counts.n(),
        (double) counts.top5(i) / counts.n(),
        confident(i));
  }

  private List<ConfidentAccuracy> confident(int predictor) {
    return ImageStudy.fractions().stream().map(fraction -> accuracy(predictor, fraction)).toList();
  }

  private ConfidentAccuracy accuracy(int predictor, double fraction) {
    ConfidentAccuracy none = new ConfidentAccuracy(fraction, 0, Double.NaN, Double.NaN);
    return accuracies.getOrDefault(predictor, Map.of()).getOrDefault(fraction, none);
  }

  private DejaVuResult dejaVu(int place) {
    ImageStudy.Pairing pairing = study.pairings().get(place);
    Quadrants top1 = counts.top1(pairing.model(), pairing.reference());
    return new DejaVuResult(
        study.predictors().get(pairing.model()).name(),
        study.predictors().get(pairing.reference()).name(),
        study.isSecondModel(pairing.reference())
            ? ReferenceKind.TWO_MODEL
            : ReferenceKind.ONE_MODEL,
        top1.dejaVuScore(),
        counts.top5(pairing.model(), pairing.reference()).dejaVuScore(),
        ImageStudy.fractions().stream().map(fraction -> difference(pairing, fraction)).toList(),
        top1.memorized(),
        top1.correlated(),
        top1.misrepresented(),
        top1.unassociated(),
        bins(histograms.get(place)),
        leaked.n() == 0
            ? null
            : new DejaVuLeaks(scores(unleaked.plus(leaked), pairing), scores(unleaked, pairing)),
        null);
  }

  private static DejaVuLeaks.Scores scores(OutcomeCounts counts, ImageStudy.Pairing pairing) {
    return new DejaVuLeaks.Scores(
        counts.n(),
        counts.top1(pairing.model(), pairing.reference()).dejaVuScore(),
        counts.top5(pairing.model(), pairing.reference()).dejaVuScore());
  }

  private DejaVuDifference minus(ImageSummaries control, int place) {
    ImageStudy.Pairing pairing = study.pairings().get(place);
    int model = pairing.model();
    int reference = pairing.reference();
    Estimate top1 = counts.top1(model, reference).minus(control.counts.top1(model, reference));
    Estimate top5 = counts.top5(model, reference).minus(control.counts.top5(model, reference));
    ConfidentScores scores = scores(pairing);
    ConfidentScores controls = control.scores(pairing);
    return new DejaVuDifference(
        top1,
        top5,
        ImageStudy.fractions().stream()
            .map(
                fraction ->
                    // Of all examples both rank the same ones, and each score is one of pairs.
                    fraction == 1
                        ? new DejaVuDifference.Confident(fraction, top1, top5)
                        : scores.minus(controls, fraction))
            .toList());
  }

  private ConfidentScores scores(ImageStudy.Pairing pairing) {
    return new ConfidentScores(confident(pairing.model()), confident(pairing.reference()));
  }

  private DejaVuResult.Difference difference(ImageStudy.Pairing pairing, double fraction) {
    ConfidentAccuracy model = accuracy(pairing.model(), fraction);
    ConfidentAccuracy reference = accuracy(pairing.reference(), fraction);
    return new DejaVuResult.Difference(
        fraction, model.top1() - reference.top1(), model.top5() - reference.top5());
  }

  private static List<DejaVuResult.Bin> bins(MemorizationHistogram histogram) {
    List<DejaVuResult.Bin> bins = new ArrayList<>();
    for (int bin = 0; bin < MemorizationHistogram.BINS; bin++) {
      bins.add(
          new DejaVuResult.Bin(
              MemorizationHistogram.from(bin), histogram == null ? 0 : histogram.count(bin)));
    }
    return bins;
  }

  private CorrelationResult correlation() {
    int first = study.models();
    int end = study.predictors().size();
    List<CorrelationResult.Reference> references = new ArrayList<>();
    List<List<Double>> agreement = new ArrayList<>();
    for (int i = first; i < end; i++) {
      references.add(
          new CorrelationResult.Reference(
              study.predictors().get(i).name(),
              (double) counts.top1(i) / counts.n(),
              (double) counts.inIntersection(i) / counts.intersection()));
      List<Double> row = new ArrayList<>();
      for (int j = first; j < end; j++) {
        row.add((double) counts.agreeing(i, j) / counts.n());
      }
      agreement.add(row);
    }
    List<CorrelationResult.ClassResult> byClass = new ArrayList<>();
    for (KV<String, ClassCounts> counted : classes) {
      List<Long> correct = new ArrayList<>();
      for (int i = first; i < end; i++) {
        correct.add(counted.getValue().right(i));
      }
      byClass.add(
          new CorrelationResult.ClassResult(counted.getKey(), counted.getValue().n(), correct));
    }
    byClass.sort((a, b) -> CodePointOrder.compare(a.label(), b.label()));
    return new CorrelationResult(references, counts.intersection(), agreement, byClass);
  }
}
