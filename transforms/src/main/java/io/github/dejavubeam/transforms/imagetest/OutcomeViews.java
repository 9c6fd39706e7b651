package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.transforms.correlation.ClassCounts;
import io.github.dejavubeam.transforms.correlation.ClassCountsFn;
import io.github.dejavubeam.transforms.correlation.ConfidentAccuracies;
import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogram;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogramFn;
import io.github.dejavubeam.transforms.correlation.OutcomeCounts;
import io.github.dejavubeam.transforms.correlation.OutcomeCountsFn;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.vlm.LeakCheck;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * What is counted of the outcomes of one set, for the step that makes results of it.
 *
 * @param set which
 * @param check how leaks were looked for, and whether they take part
 * @param counts how often predictors are right, by whether the example leaks
 * @param confident accuracies on the most confident examples, by predictor
 * @param classes counts by class
 * @param histograms memorization confidence, by the place of the pairing
 */
record OutcomeViews(
    SeenSet set,
    LeakCheck check,
    PCollectionView<Map<Boolean, OutcomeCounts>> counts,
    PCollectionView<List<KV<Integer, ConfidentAccuracy>>> confident,
    PCollectionView<List<KV<String, ClassCounts>>> classes,
    PCollectionView<Map<Integer, MemorizationHistogram>> histograms)
    implements Serializable {

  /** Counts what {@link ScoreImages} yields for a set. */
  static OutcomeViews of(ImageStudy study, SeenSet set, LeakCheck check, PCollectionTuple scored) {
    int predictors = study.predictors().size();
    String of = " of " + set.label();
    PCollection<ExampleOutcome> all = scored.get(ScoreImages.OUTCOMES);
    PCollection<ExampleOutcome> outcomes =
        check.excluded()
            ? all.apply("Without leaks" + of, Filter.by(outcome -> !outcome.leaks()))
            : all;
    return new OutcomeViews(
        set,
        check,
        all.apply(
                "By leak" + of,
                WithKeys.of(ExampleOutcome::leaks).withKeyType(TypeDescriptors.booleans()))
            .setCoder(KvCoder.of(BooleanCoder.of(), ExampleOutcome.coder()))
            .apply(
                "Count outcomes" + of,
                Combine.perKey(new OutcomeCountsFn(predictors, study.secondModels())))
            .apply("All counts" + of, View.asMap()),
        outcomes
            .apply("Confident accuracies" + of, ConfidentAccuracies.of(ImageStudy.fractions()))
            .apply("All accuracies" + of, View.asList()),
        outcomes
            .apply(
                "By class" + of,
                WithKeys.of(ExampleOutcome::label).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ExampleOutcome.coder()))
            .apply("Count classes" + of, Combine.perKey(new ClassCountsFn(predictors)))
            .apply("All classes" + of, View.asList()),
        scored
            .get(ScoreImages.CONFIDENCES)
            .apply("Memorization confidence" + of, Combine.perKey(new MemorizationHistogramFn()))
            .apply("All histograms" + of, View.asMap()));
  }

  /** All of them. */
  List<PCollectionView<?>> all() {
    return List.of(counts, confident, classes, histograms);
  }

  /** The counts in a step that has them as side inputs. */
  ImageSummaries in(ImageStudy study, DoFn<?, ?>.ProcessContext context) {
    OutcomeCounts none = new OutcomeCounts(study.predictors().size(), study.secondModels());
    Map<Boolean, OutcomeCounts> byLeak = context.sideInput(counts);
    return new ImageSummaries(
        study,
        set,
        check,
        byLeak.getOrDefault(false, none),
        byLeak.getOrDefault(true, none),
        context.sideInput(confident),
        context.sideInput(classes),
        context.sideInput(histograms));
  }
}
