package io.github.dejavubeam.transforms.shift;

import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ShiftResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Compares a control set with the target set by the labels that their examples carry and by how far
 * these lie from the public set under each reference, which no memory of the audited model touches.
 * What is held is a count for each label on the way, and two bounded histograms a reference.
 */
public final class MeasureShift {

  /**
   * A space that distances are taken in.
   *
   * @param reference name of the reference
   * @param mode what it was searched for; null in an image study
   */
  public record Space(String reference, @Nullable Mode mode) implements Serializable {}

  private MeasureShift() {}

  /**
   * The comparison, one element.
   *
   * @param labels labels of all examples, each with the set it was seen in
   * @param distances of every example to its nearest public one, by the ordinal of the space and
   *     with whether the example is of the control set
   * @param spaces the spaces by their ordinals; where there is none, every example carries one
   *     label
   */
  public static PCollection<ShiftResult> of(
      PCollection<KV<String, SetCounts>> labels,
      PCollection<KV<Integer, KV<Boolean, Double>>> distances,
      List<Space> spaces) {
    PCollection<KV<String, SetCounts>> counts =
        labels.apply("Count labels", Combine.perKey(new SetCounts.Sum()));
    PCollectionView<SetCounts> occurrences =
        counts
            .apply("Counts", Values.create())
            .apply("Occurrences", Combine.globally(new SetCounts.Sum()).asSingletonView());
    PCollectionView<Map<Integer, DistanceCounts>> histograms =
        distances
            .apply("Count distances", Combine.perKey(new DistanceCounts.Count()))
            .apply("By space", View.asMap());
    PCollectionView<LabelShift> labelShift =
        counts
            .apply(
                "Compare labels",
                ParDo.of(new CompareLabel(occurrences, histograms))
                    .withSideInputs(occurrences, histograms))
            .setCoder(SerializableCoder.of(LabelShift.class))
            .apply("Label shift", Combine.globally(new LabelShift.Merge()).asSingletonView());
    return labels
        .getPipeline()
        .apply("Start shift", Create.of(0))
        .apply(
            "Shift",
            ParDo.of(new Conclude(spaces, occurrences, histograms, labelShift))
                .withSideInputs(occurrences, histograms, labelShift))
        .setCoder(SerializableCoder.of(ShiftResult.class));
  }

  /**
   * Every example has one distance in every space, so any of these counts them; without a space it
   * has one label.
   */
  private static SetCounts examples(
      Map<Integer, DistanceCounts> histograms, SetCounts occurrences) {
    return histograms.isEmpty() ? occurrences : histograms.values().iterator().next().totals();
  }

  private static final class CompareLabel extends DoFn<KV<String, SetCounts>, LabelShift> {
    private final PCollectionView<SetCounts> occurrences;
    private final PCollectionView<Map<Integer, DistanceCounts>> histograms;

    CompareLabel(
        PCollectionView<SetCounts> occurrences,
        PCollectionView<Map<Integer, DistanceCounts>> histograms) {
      this.occurrences = occurrences;
      this.histograms = histograms;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      context.output(
          LabelShift.of(
              context.element().getKey(),
              context.element().getValue(),
              context.sideInput(occurrences),
              examples(context.sideInput(histograms), context.sideInput(occurrences))));
    }
  }

  private static final class Conclude extends DoFn<Integer, ShiftResult> {
    private final ArrayList<Space> spaces;
    private final PCollectionView<SetCounts> occurrences;
    private final PCollectionView<Map<Integer, DistanceCounts>> histograms;
    private final PCollectionView<LabelShift> labelShift;

    Conclude(
        List<Space> spaces,
        PCollectionView<SetCounts> occurrences,
        PCollectionView<Map<Integer, DistanceCounts>> histograms,
        PCollectionView<LabelShift> labelShift) {
      this.spaces = new ArrayList<>(spaces);
      this.occurrences = occurrences;
      this.histograms = histograms;
      this.labelShift = labelShift;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      Map<Integer, DistanceCounts> counts = context.sideInput(histograms);
      SetCounts examples = examples(counts, context.sideInput(occurrences));
      List<ShiftResult.Distances> distances = new ArrayList<>();
      for (int space = 0; space < spaces.size(); space++) {
        DistanceCounts histogram = counts.getOrDefault(space, new DistanceCounts());
        distances.add(
            new ShiftResult.Distances(
                spaces.get(space).reference(),
                spaces.get(space).mode(),
                histogram.statistic(),
                histogram.pValue()));
      }
      LabelShift labels = context.sideInput(labelShift);
      context.output(
          new ShiftResult(
              labels.labels(),
              labels.distance(context.sideInput(occurrences)),
              labels.label(),
              (double) labels.counts().target() / examples.target(),
              (double) labels.counts().control() / examples.control(),
              labels.adjusted(),
              distances));
    }
  }
}
