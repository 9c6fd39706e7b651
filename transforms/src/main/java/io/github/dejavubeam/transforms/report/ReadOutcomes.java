package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import io.github.dejavubeam.transforms.correlation.change.BrokenStudyException;
import io.github.dejavubeam.transforms.correlation.change.OutcomePlaces;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Reads back from {@code examples/*.parquet} of a finished image study how its predictors did,
 * keyed by their places.
 */
public final class ReadOutcomes
    extends PTransform<PBegin, PCollection<KV<Integer, RankedOutcome>>> {

  private static final Schema COLUMNS = columns();

  private final String directory;
  private final OutcomePlaces places;
  private final OutcomePlaces.Study study;
  private final boolean withoutLeaks;

  private ReadOutcomes(
      String directory, OutcomePlaces places, OutcomePlaces.Study study, boolean withoutLeaks) {
    this.directory = directory;
    this.places = places;
    this.study = study;
    this.withoutLeaks = withoutLeaks;
  }

  /**
   * Reads a study.
   *
   * @param directory where it is
   * @param places of the predictors that are wanted; rows of others are passed over
   * @param study which of the two it is
   * @param withoutLeaks whether examples that leak are left out, as the study did
   */
  public static ReadOutcomes of(
      String directory, OutcomePlaces places, OutcomePlaces.Study study, boolean withoutLeaks) {
    return new ReadOutcomes(directory, places, study, withoutLeaks);
  }

  @Override
  public PCollection<KV<Integer, RankedOutcome>> expand(PBegin begin) {
    PCollection<KV<Integer, RankedOutcome>> outcomes =
        begin
            .apply("Rows", ExampleFiles.read(directory, PredictionSink.SCHEMA, COLUMNS))
            .apply("Outcomes", ParDo.of(new ToOutcome(places, study)))
            .setCoder(KvCoder.of(VarIntCoder.of(), RankedOutcome.coder()));
    return withoutLeaks
        ? outcomes.apply(
            "Without leaks",
            WithoutLeaks.of(
                directory, (KV<Integer, RankedOutcome> outcome) -> outcome.getValue().id()))
        : outcomes;
  }

  private static Schema columns() {
    return ExampleFiles.columns(
        PredictionSink.SCHEMA, List.of("id", "label", "predictor", "confidence", "top5"));
  }

  private static final class ToOutcome extends DoFn<GenericRecord, KV<Integer, RankedOutcome>> {
    private final OutcomePlaces places;
    private final OutcomePlaces.Study study;

    ToOutcome(OutcomePlaces places, OutcomePlaces.Study study) {
      this.places = places;
      this.study = study;
    }

    @ProcessElement
    public void process(
        @Element GenericRecord row, OutputReceiver<KV<Integer, RankedOutcome>> out) {
      String predictor = row.get("predictor").toString();
      int place = places.of(study, predictor);
      if (place < 0) {
        return;
      }
      String id = row.get("id").toString();
      double confidence = (Double) row.get("confidence");
      if (Double.isNaN(confidence)) {
        throw BrokenStudyException.of(id, predictor, "a confidence that is no number");
      }
      String label = row.get("label").toString();
      List<String> best = ((List<?>) row.get("top5")).stream().map(Object::toString).toList();
      out.output(
          KV.of(
              place,
              new RankedOutcome(
                  id,
                  confidence,
                  !best.isEmpty() && best.get(0).equals(label),
                  best.contains(label))));
    }
  }
}
