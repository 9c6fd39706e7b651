package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import io.github.dejavubeam.transforms.metrics.exact.FirstRecords;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Accuracy of every predictor on the examples that it is most confident of (method, part 2 point
 * 5): exact, and without gathering the examples, as {@link FirstRecords} says. Keyed by predictor.
 */
public final class ConfidentAccuracies
    extends PTransform<PCollection<ExampleOutcome>, PCollection<KV<Integer, ConfidentAccuracy>>> {

  private final FirstRecords<RankedOutcome> firstRecords;

  private ConfidentAccuracies(FirstRecords<RankedOutcome> firstRecords) {
    this.firstRecords = firstRecords;
  }

  /**
   * Accuracies at these shares of the examples.
   *
   * @throws IllegalArgumentException if there is none or one is outside (0, 1]
   */
  public static ConfidentAccuracies of(List<Double> fractions) {
    return new ConfidentAccuracies(FirstRecords.of(new ConfidenceOrder(), fractions));
  }

  @Override
  public PCollection<KV<Integer, ConfidentAccuracy>> expand(PCollection<ExampleOutcome> outcomes) {
    return outcomes
        .apply("By predictor", ParDo.of(new ByPredictor()))
        .setCoder(KvCoder.of(VarIntCoder.of(), new RankedOutcome.Coder()))
        .apply("Most confident", firstRecords)
        .apply("Accuracies", ParDo.of(new ToAccuracy()))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ConfidentAccuracy.class)));
  }

  private static final class ByPredictor extends DoFn<ExampleOutcome, KV<Integer, RankedOutcome>> {

    @ProcessElement
    public void process(
        @Element ExampleOutcome outcome, OutputReceiver<KV<Integer, RankedOutcome>> out) {
      for (int i = 0; i < outcome.confidences().size(); i++) {
        out.output(
            KV.of(
                i,
                new RankedOutcome(
                    outcome.id(),
                    outcome.confidences().get(i),
                    outcome.isTop1(i),
                    outcome.isTop5(i))));
      }
    }
  }

  private static final class ToAccuracy
      extends DoFn<KV<Integer, FirstMeans>, KV<Integer, ConfidentAccuracy>> {

    @ProcessElement
    public void process(
        @Element KV<Integer, FirstMeans> means,
        OutputReceiver<KV<Integer, ConfidentAccuracy>> out) {
      FirstMeans first = means.getValue();
      out.output(
          KV.of(
              means.getKey(),
              new ConfidentAccuracy(
                  first.fraction(), first.records(), first.means().get(0), first.means().get(1))));
    }
  }
}
