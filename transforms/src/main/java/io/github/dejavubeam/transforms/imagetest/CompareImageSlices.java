package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.DejaVuSlice;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.correlation.OutcomeCounts;
import io.github.dejavubeam.transforms.correlation.OutcomeCountsFn;
import io.github.dejavubeam.transforms.correlation.Quadrants;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import io.github.dejavubeam.transforms.metrics.SliceKey.SliceKeyCoder;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The déjà vu scores of every model against every reference over the examples of each class, of the
 * classes that most target examples have, ties by code point. An input is an example that takes
 * part, by its class and its set. Classes with few examples are left out: their intervals say
 * nothing, and an example might be told by them.
 */
final class CompareImageSlices
    extends PTransform<PCollection<KV<SliceKey, ExampleOutcome>>, PCollection<DejaVuSlice>> {

  private final ImageStudy study;
  private final SliceLimits limits;

  private CompareImageSlices(ImageStudy study, SliceLimits limits) {
    this.study = study;
    this.limits = limits;
  }

  /** Yields a result for every slice within the limits and every pairing of the study. */
  static CompareImageSlices of(ImageStudy study, SliceLimits limits) {
    return new CompareImageSlices(study, limits);
  }

  @Override
  public PCollection<DejaVuSlice> expand(PCollection<KV<SliceKey, ExampleOutcome>> outcomes) {
    return outcomes
        .apply("Count", Combine.perKey(new OutcomeCountsFn(study.predictors().size(), 0)))
        .apply("By slice", ParDo.of(new BySlice()))
        .setCoder(
            KvCoder.of(new SliceKeyCoder(), KvCoder.of(new SliceKeyCoder(), OutcomeCounts.coder())))
        // A slice has one value for each of the two sets.
        .apply("Sets", GroupByKey.create())
        .apply("Compare", ParDo.of(new Compare()))
        .setCoder(ListCoder.of(SerializableCoder.of(DejaVuSlice.class)))
        .apply("Most frequent", Top.of(limits.classes(), new ByFrequency()))
        .apply("Slices", Flatten.iterables())
        .apply("Results", Flatten.iterables());
  }

  private static final class BySlice
      extends DoFn<KV<SliceKey, OutcomeCounts>, KV<SliceKey, KV<SliceKey, OutcomeCounts>>> {

    @ProcessElement
    public void process(
        @Element KV<SliceKey, OutcomeCounts> counts,
        OutputReceiver<KV<SliceKey, KV<SliceKey, OutcomeCounts>>> out) {
      out.output(KV.of(new SliceKey(counts.getKey().slice(), ScoredSet.TARGET), counts));
    }
  }

  private final class Compare
      extends DoFn<KV<SliceKey, Iterable<KV<SliceKey, OutcomeCounts>>>, List<DejaVuSlice>> {

    @ProcessElement
    public void process(
        @Element KV<SliceKey, Iterable<KV<SliceKey, OutcomeCounts>>> slice,
        OutputReceiver<List<DejaVuSlice>> out) {
      OutcomeCounts target = null;
      OutcomeCounts control = null;
      for (KV<SliceKey, OutcomeCounts> counts : slice.getValue()) {
        if (counts.getValue().n() < limits.smallest()) {
          continue;
        }
        if (counts.getKey().set() == ScoredSet.TARGET) {
          target = counts.getValue();
        } else {
          control = counts.getValue();
        }
      }
      if (target != null) {
        out.output(results(slice.getKey().slice(), target, control));
      }
    }
  }

  private List<DejaVuSlice> results(
      Slice slice, OutcomeCounts target, @Nullable OutcomeCounts control) {
    List<DejaVuSlice> results = new ArrayList<>();
    for (ImageStudy.Pairing pairing : study.pairings()) {
      int model = pairing.model();
      int reference = pairing.reference();
      Quadrants top1 = target.top1(model, reference);
      Quadrants top5 = target.top5(model, reference);
      results.add(
          new DejaVuSlice(
              study.predictors().get(model).name(),
              study.predictors().get(reference).name(),
              study.isSecondModel(reference) ? ReferenceKind.TWO_MODEL : ReferenceKind.ONE_MODEL,
              slice,
              target.n(),
              top1.dejaVuScore(),
              top5.dejaVuScore(),
              control == null
                  ? null
                  : new DejaVuSlice.Control(
                      control.n(),
                      top1.minus(control.top1(model, reference)),
                      top5.minus(control.top5(model, reference)))));
    }
    return results;
  }

  /** The slice of the most target examples is the largest, of several the first by code point. */
  private static final class ByFrequency implements Comparator<List<DejaVuSlice>>, Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public int compare(List<DejaVuSlice> left, List<DejaVuSlice> right) {
      int byCount = Long.compare(left.get(0).n(), right.get(0).n());
      return byCount != 0
          ? byCount
          : CodePointOrder.compare(right.get(0).slice().value(), left.get(0).slice().value());
    }
  }
}
