package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A JSON object as bytes that depend on its content alone, whatever the platform and the JDK. */
final class JsonDocument {

  /** Writes the fields of the top object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  // Jackson's own conversion of doubles: that of the JDK is not the shortest before JDK 19, so the
  // same number would print differently on two of them.
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private JsonDocument() {}

  /** The object with those fields: UTF-8, indented by two spaces, ending with a line feed. */
  static byte[] bytes(Fields fields) {
    // By way of a string, since Jackson refuses to encode half a surrogate pair, and a name may
    // hold one.
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.setPrettyPrinter(new Layout());
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes a number in full precision; null where it is not finite; -0 as 0. */
  static void number(JsonGenerator json, String name, double value) throws IOException {
    json.writeFieldName(name);
    number(json, value);
  }

  /** Writes a number of an array, likewise. */
  static void number(JsonGenerator json, double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value + 0.0);
    } else {
      json.writeNull();
    }
  }

  /** Writes an estimate with its interval and p-value. */
  static void estimate(JsonGenerator json, String name, Estimate estimate) throws IOException {
    json.writeObjectFieldStart(name);
    number(json, "value", estimate.value());
    number(json, "low", estimate.low());
    number(json, "high", estimate.high());
    number(json, "pValue", estimate.pValue());
    json.writeEndObject();
  }

  /** Writes the field {@code counts}: what became of the examples of both sides. */
  static void counts(JsonGenerator json, VlmSummary summary) throws IOException {
    SplitCounts publicSet = summary.publicSet();
    json.writeObjectFieldStart("counts");
    scored(json, "target", summary.target());
    json.writeObjectFieldStart("public");
    json.writeNumberField("read", publicSet.read());
    json.writeNumberField("indexed", publicSet.used());
    json.writeNumberField("skipped", publicSet.skipped());
    json.writeEndObject();
    leaks(json, "leaks", summary.leaks());
    if (summary.control() != null) {
      scored(json, "control", summary.control());
    }
    if (summary.controlLeaks() != null) {
      leaks(json, "controlLeaks", summary.controlLeaks());
    }
    json.writeEndObject();
  }

  private static void leaks(JsonGenerator json, String name, LeakCounts leaks) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("sameImage", leaks.sameImage());
    json.writeNumberField("sameCaption", leaks.sameCaption());
    json.writeNumberField("excluded", leaks.excluded());
    if (leaks.nearImage() != null) {
      json.writeNumberField("nearImage", leaks.nearImage());
    }
    json.writeEndObject();
  }

  private static void scored(JsonGenerator json, String name, SplitCounts counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("read", counts.read());
    json.writeNumberField("scored", counts.used());
    json.writeNumberField("unlabelled", counts.unlabelled());
    json.writeNumberField("skipped", counts.skipped());
    json.writeEndObject();
  }

  private static final class Layout extends DefaultPrettyPrinter {
    Layout() {
      DefaultIndenter lines = new DefaultIndenter("  ", "\n");
      indentArraysWith(lines);
      indentObjectsWith(lines);
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }
  }
}
