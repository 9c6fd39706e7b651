package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.transforms.metrics.ExampleScoreCoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads back the scores of a finished study from {@code examples/*.parquet}, as whole numbers,
 * keyed by the place of their comparison and the id of their example.
 */
public final class ReadScores
    extends PTransform<PBegin, PCollection<KV<KV<Integer, String>, KV<Boolean, ExampleScore>>>> {

  private static final Schema COLUMNS = columns();

  private final String study;
  private final List<Comparison> comparisons;
  private final boolean second;
  private final boolean withoutLeaks;

  private ReadScores(
      String study, List<Comparison> comparisons, boolean second, boolean withoutLeaks) {
    this.study = study;
    this.comparisons = comparisons;
    this.second = second;
    this.withoutLeaks = withoutLeaks;
  }

  /**
   * Reads a study.
   *
   * @param study its directory
   * @param comparisons what is wanted of it, by place; other rows are passed over
   * @param second whether it is the second of two studies
   * @param withoutLeaks whether examples that leak are left out, as the study did
   */
  public static ReadScores of(
      String study, List<Comparison> comparisons, boolean second, boolean withoutLeaks) {
    return new ReadScores(study, List.copyOf(comparisons), second, withoutLeaks);
  }

  @Override
  public PCollection<KV<KV<Integer, String>, KV<Boolean, ExampleScore>>> expand(PBegin begin) {
    PCollection<KV<KV<Integer, String>, KV<Boolean, ExampleScore>>> scores =
        begin
            .apply("Rows", ExampleFiles.read(study, ExampleRecord.SCHEMA, COLUMNS))
            .apply("Scores", ParDo.of(new ToScore(comparisons, second)))
            .setCoder(
                KvCoder.of(
                    KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()),
                    KvCoder.of(BooleanCoder.of(), ExampleScoreCoder.of())));
    return withoutLeaks
        ? scores.apply(
            "Without leaks",
            WithoutLeaks.of(
                study,
                (KV<KV<Integer, String>, KV<Boolean, ExampleScore>> score) ->
                    score.getKey().getValue()))
        : scores;
  }

  private static Schema columns() {
    return ExampleFiles.columns(
        ExampleRecord.SCHEMA,
        List.of(
            "id",
            "model",
            "reference",
            "mode",
            "k",
            "prediction",
            "objects",
            "predicted",
            "hits",
            "predictedReference",
            "hitsReference"));
  }

  private static final class ToScore
      extends DoFn<GenericRecord, KV<KV<Integer, String>, KV<Boolean, ExampleScore>>> {
    private final Map<List<String>, Integer> places = new HashMap<>();
    private final boolean second;

    ToScore(List<Comparison> comparisons, boolean second) {
      for (int place = 0; place < comparisons.size(); place++) {
        Comparison comparison = comparisons.get(place);
        places.put(
            List.of(
                comparison.model(),
                comparison.reference(),
                comparison.mode().label(),
                Integer.toString(comparison.k()),
                comparison.objects()),
            place);
      }
      this.second = second;
    }

    @ProcessElement
    public void process(
        @Element GenericRecord row,
        OutputReceiver<KV<KV<Integer, String>, KV<Boolean, ExampleScore>>> out) {
      Integer place =
          places.get(
              List.of(
                  text(row, "model"),
                  text(row, "reference"),
                  text(row, "mode"),
                  text(row, "k"),
                  text(row, "prediction")));
      if (place == null) {
        return;
      }
      String id = text(row, "id");
      out.output(
          KV.of(
              KV.of(place, id),
              KV.of(
                  second,
                  ExampleScore.of(
                      id,
                      size(row, "objects"),
                      size(row, "predicted"),
                      (Integer) row.get("hits"),
                      size(row, "predictedReference"),
                      (Integer) row.get("hitsReference"),
                      0))));
    }

    private static String text(GenericRecord row, String column) {
      return row.get(column).toString();
    }

    private static int size(GenericRecord row, String column) {
      return ((List<?>) row.get(column)).size();
    }
  }
}
