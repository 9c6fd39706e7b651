package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import io.github.dejavubeam.transforms.correlation.ConfidenceOrder;
import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import io.github.dejavubeam.transforms.correlation.change.OutcomePlaces.Study;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import io.github.dejavubeam.transforms.metrics.exact.FirstRecords;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * How the accuracies and déjà vu scores of an image study differ from those of an earlier one,
 * tested in pairs of the examples that both have. Outcomes are keyed by the place of their
 * predictor.
 *
 * <p>What each predictor is most confident of is picked first, exactly and without gathering the
 * examples, as {@link FirstRecords} says; then the outcomes of each example, at most one a
 * predictor, meet.
 */
public final class CompareOutcomes
    extends PTransform<PCollection<KV<Integer, RankedOutcome>>, PCollection<AccuracyChange>> {

  private final OutcomePlaces places;
  private final List<KV<Measured, Measured>> pairs;
  private final List<OutcomePlaces.Pair> first;
  private final List<OutcomePlaces.Pair> second;
  private final List<Double> fractions;

  private CompareOutcomes(
      OutcomePlaces places, List<KV<Measured, Measured>> pairs, List<Double> fractions) {
    this.places = places;
    this.pairs = pairs;
    this.first = pairs.stream().map(pair -> places.of(Study.FIRST, pair.getKey())).toList();
    this.second = pairs.stream().map(pair -> places.of(Study.SECOND, pair.getValue())).toList();
    this.fractions = fractions;
  }

  /**
   * Yields a result for every pair of measures.
   *
   * @param places of the predictors of both studies
   * @param pairs what the first study measured and its counterpart in the second
   * @param fractions shares of the examples for the most confident ones, each in (0, 1]
   */
  public static CompareOutcomes of(
      OutcomePlaces places, List<KV<Measured, Measured>> pairs, List<Double> fractions) {
    return new CompareOutcomes(places, List.copyOf(pairs), List.copyOf(fractions));
  }

  @Override
  public PCollection<AccuracyChange> expand(PCollection<KV<Integer, RankedOutcome>> outcomes) {
    PCollectionView<Map<Integer, Iterable<ConfidentPick>>> picks =
        outcomes
            .apply(
                "Most confident",
                FirstRecords.of(new ConfidenceOrder(), ConfidentChanges.picked(fractions)))
            .apply("Picks", ParDo.of(new ToPick()))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ConfidentPick.class)))
            .apply("All picks", View.asMultimap());
    PCollectionView<Map<Integer, OutcomeChange>> changes =
        outcomes
            .apply(
                "By example",
                WithKeys.of((KV<Integer, RankedOutcome> outcome) -> outcome.getValue().id())
                    .withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), outcomes.getCoder()))
            .apply("Meet", GroupByKey.create())
            .apply("Change", ParDo.of(new Change(picks)).withSideInputs(picks))
            .setCoder(KvCoder.of(VarIntCoder.of(), new OutcomeChange.ChangeCoder()))
            .apply("Changes", Combine.perKey(new OutcomeChange.Merge(fractions.size())))
            .apply("By pair", View.asMap());
    List<Integer> all = IntStream.range(0, pairs.size()).boxed().toList();
    return outcomes
        .getPipeline()
        .apply("Pairs", Create.of(all).withCoder(VarIntCoder.of()))
        .apply("Results", ParDo.of(new Results(picks, changes)).withSideInputs(picks, changes))
        .setCoder(SerializableCoder.of(AccuracyChange.class));
  }

  private static final class ToPick
      extends DoFn<KV<Integer, FirstMeans>, KV<Integer, ConfidentPick>> {

    @ProcessElement
    public void process(
        @Element KV<Integer, FirstMeans> first, OutputReceiver<KV<Integer, ConfidentPick>> out) {
      out.output(KV.of(first.getKey(), ConfidentPick.of(first.getValue())));
    }
  }

  private final class Change
      extends DoFn<KV<String, Iterable<KV<Integer, RankedOutcome>>>, KV<Integer, OutcomeChange>> {
    private final PCollectionView<Map<Integer, Iterable<ConfidentPick>>> picks;
    private transient List<List<ConfidentChange>> confident;

    Change(PCollectionView<Map<Integer, Iterable<ConfidentPick>>> picks) {
      this.picks = picks;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      if (confident == null) {
        ConfidentChanges changes = new ConfidentChanges(fractions, context.sideInput(picks));
        confident =
            IntStream.range(0, pairs.size())
                .mapToObj(i -> changes.of(first.get(i), second.get(i)))
                .toList();
      }
      ExampleOutcomes example = new ExampleOutcomes(places, context.element().getValue());
      for (int i = 0; i < pairs.size(); i++) {
        context.output(
            KV.of(i, OutcomeChange.of(example, first.get(i), second.get(i), confident.get(i))));
      }
    }
  }

  private final class Results extends DoFn<Integer, AccuracyChange> {
    private final PCollectionView<Map<Integer, Iterable<ConfidentPick>>> picks;
    private final PCollectionView<Map<Integer, OutcomeChange>> changes;

    Results(
        PCollectionView<Map<Integer, Iterable<ConfidentPick>>> picks,
        PCollectionView<Map<Integer, OutcomeChange>> changes) {
      this.picks = picks;
      this.changes = changes;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      int place = context.element();
      KV<Measured, Measured> pair = pairs.get(place);
      List<ConfidentChange> confident =
          new ConfidentChanges(fractions, context.sideInput(picks))
              .of(first.get(place), second.get(place));
      context.output(
          context
              .sideInput(changes)
              .getOrDefault(place, new OutcomeChange(fractions.size()))
              .result(pair.getKey(), pair.getValue(), fractions, confident));
    }
  }
}
