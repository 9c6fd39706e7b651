package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * How the gaps of a study differ from those of an earlier one, tested in pairs of the examples that
 * both have. Scores are keyed by the place of their comparison and the id of their example, and
 * come with whether they are of the second study.
 */
public final class CompareStudies
    extends PTransform<
        PCollection<KV<KV<Integer, String>, KV<Boolean, ExampleScore>>>,
        PCollection<ChangeResult>> {

  private final List<KV<Comparison, Comparison>> pairs;

  private CompareStudies(List<KV<Comparison, Comparison>> pairs) {
    this.pairs = pairs;
  }

  /** Yields a result for every pair of comparisons, by their places. */
  public static CompareStudies of(List<KV<Comparison, Comparison>> pairs) {
    return new CompareStudies(List.copyOf(pairs));
  }

  @Override
  public PCollection<ChangeResult> expand(
      PCollection<KV<KV<Integer, String>, KV<Boolean, ExampleScore>>> scores) {
    PCollectionView<Map<Integer, StudyChange>> changes =
        scores
            // An example has at most one score of each study.
            .apply("Meet", GroupByKey.create())
            .apply("Change", ParDo.of(new Change()))
            .setCoder(KvCoder.of(VarIntCoder.of(), new StudyChange.ChangeCoder()))
            .apply("Changes", Combine.perKey(new StudyChange.Merge()))
            .apply("By comparison", View.asMap());
    List<Integer> places = IntStream.range(0, pairs.size()).boxed().toList();
    return scores
        .getPipeline()
        .apply("Comparisons", Create.of(places).withCoder(VarIntCoder.of()))
        .apply("Results", ParDo.of(new Results(changes)).withSideInputs(changes))
        .setCoder(SerializableCoder.of(ChangeResult.class));
  }

  private static final class Change
      extends DoFn<
          KV<KV<Integer, String>, Iterable<KV<Boolean, ExampleScore>>>, KV<Integer, StudyChange>> {

    @ProcessElement
    public void process(
        @Element KV<KV<Integer, String>, Iterable<KV<Boolean, ExampleScore>>> example,
        OutputReceiver<KV<Integer, StudyChange>> out) {
      ExampleScore first = null;
      ExampleScore second = null;
      for (KV<Boolean, ExampleScore> score : example.getValue()) {
        if (score.getKey()) {
          second = score.getValue();
        } else {
          first = score.getValue();
        }
      }
      out.output(KV.of(example.getKey().getKey(), StudyChange.of(first, second)));
    }
  }

  private final class Results extends DoFn<Integer, ChangeResult> {
    private final PCollectionView<Map<Integer, StudyChange>> changes;

    Results(PCollectionView<Map<Integer, StudyChange>> changes) {
      this.changes = changes;
    }

    @ProcessElement
    public void process(ProcessContext context) {
      KV<Comparison, Comparison> pair = pairs.get(context.element());
      context.output(
          context
              .sideInput(changes)
              .getOrDefault(context.element(), new StudyChange())
              .result(pair.getKey(), pair.getValue()));
    }
  }
}
