package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ControlResult;
import io.github.dejavubeam.schemas.Interval;
import io.github.dejavubeam.schemas.LeakResult;
import io.github.dejavubeam.schemas.MemorizedDifference;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.util.List;

/**
 * {@code summary.json}: every number of a study, in fixed fields and a fixed order.
 *
 * <p>Equal summaries give equal bytes: there is no time, no host and no order of processing in
 * them, so that two runs compare with {@code cmp}. A number that is not finite is null.
 */
public final class SummaryJson {

  private SummaryJson() {}

  /**
   * The file, UTF-8, ending with a line feed. Comparisons are sorted by {@link
   * Comparison#compareTo}, the gaps of each by order and fraction, whatever their order in the
   * summary.
   */
  public static byte[] bytes(VlmSummary summary) {
    return JsonDocument.bytes(
        json -> {
          json.writeStringField("test", "vlm");
          json.writeNumberField("version", 1);
          JsonDocument.counts(json, summary);
          json.writeArrayFieldStart("comparisons");
          for (ComparisonResult result : ResultOrder.comparisons(summary)) {
            comparison(json, result);
          }
          json.writeEndArray();
          if (summary.shift() != null) {
            ShiftJson.write(json, summary.shift());
          }
        });
  }

  private static void comparison(JsonGenerator json, ComparisonResult result) throws IOException {
    Comparison comparison = result.comparison();
    json.writeStartObject();
    json.writeStringField("model", comparison.model());
    json.writeStringField("reference", comparison.reference());
    json.writeStringField("kind", comparison.kind().label());
    json.writeStringField("mode", comparison.mode().label());
    json.writeNumberField("k", comparison.k());
    json.writeStringField("objects", comparison.objects());
    json.writeNumberField("n", result.n());
    JsonDocument.estimate(json, "ppg", result.ppg());
    JsonDocument.estimate(json, "prg", result.prg());
    JsonDocument.estimate(json, "aucg", result.aucg());
    means(json, "precision", result.modelPrecision(), result.referencePrecision());
    means(json, "recall", result.modelRecall(), result.referenceRecall());
    gaps(json, result.mostMemorized());
    if (result.control() != null) {
      control(json, result.control());
    }
    if (result.leaks() != null) {
      json.writeObjectFieldStart("leaks");
      leaks(json, "with", result.leaks().with());
      leaks(json, "without", result.leaks().without());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void control(JsonGenerator json, ControlResult control) throws IOException {
    json.writeObjectFieldStart("control");
    json.writeNumberField("n", control.n());
    JsonDocument.estimate(json, "ppg", control.ppg());
    JsonDocument.estimate(json, "prg", control.prg());
    JsonDocument.estimate(json, "aucg", control.aucg());
    gaps(json, control.mostMemorized());
    json.writeEndObject();
    json.writeObjectFieldStart("difference");
    JsonDocument.estimate(json, "ppg", control.ppgDifference());
    JsonDocument.estimate(json, "prg", control.prgDifference());
    JsonDocument.estimate(json, "aucg", control.aucgDifference());
    json.writeArrayFieldStart("mostMemorized");
    for (MemorizedDifference difference :
        ResultOrder.differences(control.mostMemorizedDifferences())) {
      json.writeStartObject();
      json.writeStringField("order", difference.order().label());
      JsonDocument.number(json, "fraction", difference.fraction());
      JsonDocument.estimate(json, "precisionGap", difference.precisionGap());
      JsonDocument.estimate(json, "recallGap", difference.recallGap());
      JsonDocument.estimate(json, "fGap", difference.fGap());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void leaks(JsonGenerator json, String name, LeakResult.Gaps gaps)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("n", gaps.n());
    JsonDocument.estimate(json, "ppg", gaps.ppg());
    JsonDocument.estimate(json, "prg", gaps.prg());
    JsonDocument.estimate(json, "aucg", gaps.aucg());
    json.writeEndObject();
  }

  private static void gaps(JsonGenerator json, List<MemorizedGap> gaps) throws IOException {
    json.writeArrayFieldStart("mostMemorized");
    for (MemorizedGap gap : ResultOrder.gaps(gaps)) {
      gap(json, gap);
    }
    json.writeEndArray();
  }

  private static void means(JsonGenerator json, String name, double model, double reference)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonDocument.number(json, "model", model);
    JsonDocument.number(json, "reference", reference);
    json.writeEndObject();
  }

  private static void gap(JsonGenerator json, MemorizedGap gap) throws IOException {
    json.writeStartObject();
    json.writeStringField("order", gap.order().label());
    JsonDocument.number(json, "fraction", gap.fraction());
    json.writeNumberField("records", gap.records());
    JsonDocument.number(json, "precisionGap", gap.precisionGap());
    JsonDocument.number(json, "recallGap", gap.recallGap());
    JsonDocument.number(json, "fGap", gap.fGap());
    if (gap.intervals() != null) {
      json.writeObjectFieldStart("intervals");
      interval(json, "precisionGap", gap.intervals().precisionGap());
      interval(json, "recallGap", gap.intervals().recallGap());
      interval(json, "fGap", gap.intervals().fGap());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void interval(JsonGenerator json, String name, Interval interval)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonDocument.number(json, "low", interval.low());
    JsonDocument.number(json, "high", interval.high());
    json.writeEndObject();
  }
}
