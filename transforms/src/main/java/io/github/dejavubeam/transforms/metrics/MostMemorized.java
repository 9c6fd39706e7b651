package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.transforms.metrics.exact.FirstMeans;
import io.github.dejavubeam.transforms.metrics.exact.FirstRecords;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Gaps between model and reference on the most memorized examples, by every {@link MemorizedOrder}
 * (method, part 1 point 6): exact, and without gathering the examples, as {@link FirstRecords}
 * says.
 *
 * <p>Input and output are keyed by the comparison's place in the list of comparisons. A comparison
 * has one gap for every order and fraction, or none if it has no example.
 */
public final class MostMemorized
    extends PTransform<
        PCollection<KV<Integer, ExampleScore>>, PCollection<KV<Integer, MemorizedGap>>> {

  private final FirstRecords<ExampleScore> firstRecords;

  private MostMemorized(FirstRecords<ExampleScore> firstRecords) {
    this.firstRecords = firstRecords;
  }

  /**
   * Yields the gaps on the most memorized examples.
   *
   * @param fractions shares of the examples to take, each in (0, 1], for instance 0.001, 0.01, 0.1
   * @throws IllegalArgumentException if there is no fraction or one is outside (0, 1]
   */
  public static MostMemorized of(List<Double> fractions) {
    return new MostMemorized(FirstRecords.of(new MemorizedOrders(), fractions));
  }

  @Override
  public PCollection<KV<Integer, MemorizedGap>> expand(
      PCollection<KV<Integer, ExampleScore>> scores) {
    return scores
        .apply("First records", firstRecords)
        .apply("Gaps", MapElements.via(new GapOfMeans()))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(MemorizedGap.class)));
  }

  private static final class GapOfMeans
      extends SimpleFunction<KV<Integer, FirstMeans>, KV<Integer, MemorizedGap>> {

    @Override
    public KV<Integer, MemorizedGap> apply(KV<Integer, FirstMeans> means) {
      return KV.of(means.getKey(), gap(means.getValue()));
    }
  }

  private static MemorizedGap gap(FirstMeans first) {
    double precision = first.means().get(0);
    double precisionReference = first.means().get(1);
    double recall = first.means().get(2);
    double recallReference = first.means().get(3);
    return MemorizedGap.of(
        MemorizedOrders.ORDERS.get(first.order()),
        first.fraction(),
        first.records(),
        precision - precisionReference,
        recall - recallReference,
        f(precision, recall) - f(precisionReference, recallReference));
  }

  /** F of two means; the small addend, as in the published code, keeps 0 / 0 away. */
  private static double f(double precision, double recall) {
    return 2 * precision * recall / (precision + recall + 1e-5);
  }
}
