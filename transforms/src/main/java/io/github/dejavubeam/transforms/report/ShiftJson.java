package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dejavubeam.schemas.ShiftResult;
import java.io.IOException;

/** Whether a control set is drawn like the target set, in {@code summary.json}. */
final class ShiftJson {

  private ShiftJson() {}

  /** Writes the field {@code shift}. */
  static void write(JsonGenerator json, ShiftResult shift) throws IOException {
    json.writeObjectFieldStart("shift");
    json.writeBooleanField("shifted", shift.shifted());
    JsonDocument.number(json, "pValue", shift.pValue());
    json.writeObjectFieldStart("labels");
    json.writeNumberField("count", shift.labels());
    JsonDocument.number(json, "distance", shift.labelDistance());
    JsonDocument.number(json, "pValue", shift.labelPValue());
    json.writeStringField("mostDifferent", shift.label());
    JsonDocument.number(json, "targetShare", shift.targetShare());
    JsonDocument.number(json, "controlShare", shift.controlShare());
    json.writeEndObject();
    json.writeArrayFieldStart("distances");
    for (ShiftResult.Distances distances : shift.distances()) {
      json.writeStartObject();
      json.writeStringField("reference", distances.reference());
      if (distances.mode() != null) {
        json.writeStringField("mode", distances.mode().label());
      }
      JsonDocument.number(json, "statistic", distances.statistic());
      JsonDocument.number(json, "pValue", distances.pValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
