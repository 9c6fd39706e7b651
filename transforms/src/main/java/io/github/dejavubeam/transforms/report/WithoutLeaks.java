package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.transforms.leaks.SeenSet;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.io.parquet.ParquetIO;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Leaves out what was read of target examples that leak: {@code examples/*.parquet} have them, but
 * in a study that excluded leaks they took no part. An example has a row for each comparison or
 * predictor, which meet here.
 */
final class WithoutLeaks<T> extends PTransform<PCollection<T>, PCollection<T>> {

  private final String study;
  private final SerializableFunction<T, String> id;
  private final TupleTag<T> rows = new TupleTag<>();
  private final TupleTag<Boolean> leaks = new TupleTag<>();

  private WithoutLeaks(String study, SerializableFunction<T, String> id) {
    this.study = study;
    this.id = id;
  }

  /**
   * Leaves out what {@code leaks/*.parquet} of a study name.
   *
   * @param study its directory
   * @param id id of the example of a row
   */
  static <T> WithoutLeaks<T> of(String study, SerializableFunction<T, String> id) {
    return new WithoutLeaks<>(study, id);
  }

  @Override
  public PCollection<T> expand(PCollection<T> read) {
    PCollection<KV<String, Boolean>> leaked =
        read.getPipeline()
            .apply("Leaks", ParquetIO.read(LeakSink.SCHEMA).from(study + "/leaks/*.parquet"))
            .apply("Of target", ParDo.of(new OfTarget()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), BooleanCoder.of()));
    return KeyedPCollectionTuple.of(
            rows,
            read.apply("By example", WithKeys.of(id).withKeyType(TypeDescriptors.strings()))
                .setCoder(KvCoder.of(StringUtf8Coder.of(), read.getCoder())))
        .and(leaks, leaked)
        .apply("Meet leaks", CoGroupByKey.create())
        .apply("Leave out", ParDo.of(new LeaveOut<>(rows, leaks)))
        .setCoder(read.getCoder());
  }

  private static final class OfTarget extends DoFn<GenericRecord, KV<String, Boolean>> {
    @ProcessElement
    public void process(@Element GenericRecord leak, OutputReceiver<KV<String, Boolean>> out) {
      if (leak.get("set").toString().equals(SeenSet.TARGET.label())) {
        out.output(KV.of(leak.get("id").toString(), true));
      }
    }
  }

  private static final class LeaveOut<T> extends DoFn<KV<String, CoGbkResult>, T> {
    private final TupleTag<T> rows;
    private final TupleTag<Boolean> leaks;

    LeaveOut(TupleTag<T> rows, TupleTag<Boolean> leaks) {
      this.rows = rows;
      this.leaks = leaks;
    }

    @ProcessElement
    public void process(@Element KV<String, CoGbkResult> example, OutputReceiver<T> out) {
      if (!example.getValue().getAll(leaks).iterator().hasNext()) {
        example.getValue().getAll(rows).forEach(out::output);
      }
    }
  }
}
