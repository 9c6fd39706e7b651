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
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
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
 * @param split name of the set
 * @param counts how often predictors are right
 * @param confident accuracies on the most confident examples, by predictor
 * @param classes counts by class
 * @param histograms memorization confidence, by the place of the pairing
 */
record OutcomeViews(
    String split,
    PCollectionView<OutcomeCounts> counts,
    PCollectionView<List<KV<Integer, ConfidentAccuracy>>> confident,
    PCollectionView<List<KV<String, ClassCounts>>> classes,
    PCollectionView<Map<Integer, MemorizationHistogram>> histograms)
    implements Serializable {

  /** Counts what {@link ScoreImages} yields for a set. */
  static OutcomeViews of(ImageStudy study, String split, PCollectionTuple scored) {
    int predictors = study.predictors().size();
    String of = " of " + split;
    PCollection<ExampleOutcome> outcomes = scored.get(ScoreImages.OUTCOMES);
    return new OutcomeViews(
        split,
        outcomes.apply(
            "Count outcomes" + of,
            Combine.globally(new OutcomeCountsFn(predictors, study.secondModels()))
                .asSingletonView()),
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
    return new ImageSummaries(
        study,
        split,
        context.sideInput(counts),
        context.sideInput(confident),
        context.sideInput(classes),
        context.sideInput(histograms));
  }
}
