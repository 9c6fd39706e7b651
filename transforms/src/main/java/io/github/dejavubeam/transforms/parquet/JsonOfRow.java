package io.github.dejavubeam.transforms.parquet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * Columns of a row as one JSON object, so that what is known of JSON holds of parquet, too. Lists
 * are those of the format's specification, of three levels or two; groups become objects, text and
 * numbers themselves, anything else null.
 */
public final class JsonOfRow {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int MAX_DEPTH = 64;

  /** JSON has no such number: readers refuse this text where one counts. */
  private static final String NOT_A_NUMBER = "not a finite number";

  private JsonOfRow() {}

  /**
   * The object of these columns of a row, those that have a value, UTF-8.
   *
   * @param maxBytes where it grows longer, the text is cut off somewhat beyond and no JSON
   */
  public static byte[] of(Group row, List<String> columns, int maxBytes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(new Limited(bytes, maxBytes))) {
      json.writeStartObject();
      for (String column : columns) {
        if (row.getType().containsField(column) && row.getFieldRepetitionCount(column) > 0) {
          json.writeFieldName(column);
          field(json, row, row.getType().getFieldIndex(column), 0);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      // The text is longer than allowed, which whoever parses it sees.
      return bytes.toByteArray();
    }
    return bytes.toByteArray();
  }

  private static void field(JsonGenerator json, Group group, int field, int depth)
      throws IOException {
    Type type = group.getType().getType(field);
    if (type.isRepetition(Type.Repetition.REPEATED)) {
      // A list of two levels, or a repeated field without a list around it.
      json.writeStartArray();
      for (int i = 0; i < group.getFieldRepetitionCount(field); i++) {
        value(json, group, field, i, depth);
      }
      json.writeEndArray();
    } else if (group.getFieldRepetitionCount(field) == 0) {
      json.writeNull();
    } else {
      value(json, group, field, 0, depth);
    }
  }

  private static void value(JsonGenerator json, Group group, int field, int index, int depth)
      throws IOException {
    Type type = group.getType().getType(field);
    if (type.isPrimitive()) {
      primitive(json, group, field, index);
    } else if (depth > MAX_DEPTH) {
      json.writeNull();
    } else if (isList(type)) {
      list(json, group.getGroup(field, index), depth + 1);
    } else {
      Group value = group.getGroup(field, index);
      json.writeStartObject();
      for (int i = 0; i < value.getType().getFieldCount(); i++) {
        json.writeFieldName(value.getType().getFieldName(i));
        field(json, value, i, depth + 1);
      }
      json.writeEndObject();
    }
  }

  private static boolean isList(Type type) {
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    return annotation instanceof ListLogicalTypeAnnotation
        && type.asGroupType().getFieldCount() == 1
        && type.asGroupType().getType(0).isRepetition(Type.Repetition.REPEATED);
  }

  private static void list(JsonGenerator json, Group list, int depth) throws IOException {
    Type repeated = list.getType().getType(0);
    boolean wrapped =
        !repeated.isPrimitive()
            && repeated.asGroupType().getFieldCount() == 1
            && !repeated.getName().equals("array")
            && !repeated.getName().endsWith("_tuple");
    json.writeStartArray();
    for (int i = 0; i < list.getFieldRepetitionCount(0); i++) {
      if (wrapped) {
        field(json, list.getGroup(0, i), 0, depth);
      } else {
        value(json, list, 0, i, depth);
      }
    }
    json.writeEndArray();
  }

  private static void primitive(JsonGenerator json, Group group, int field, int index)
      throws IOException {
    GroupType type = group.getType();
    switch (type.getType(field).asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> json.writeString(group.getString(field, index));
      case INT32 -> json.writeNumber(group.getInteger(field, index));
      case INT64 -> json.writeNumber(group.getLong(field, index));
      case FLOAT -> {
        float value = group.getFloat(field, index);
        if (Float.isFinite(value)) {
          json.writeNumber(value);
        } else {
          json.writeString(NOT_A_NUMBER);
        }
      }
      case DOUBLE -> {
        double value = group.getDouble(field, index);
        if (Double.isFinite(value)) {
          json.writeNumber(value);
        } else {
          json.writeString(NOT_A_NUMBER);
        }
      }
      case BOOLEAN -> json.writeBoolean(group.getBoolean(field, index));
      default -> json.writeNull();
    }
  }

  /** Bytes up to a limit. */
  private static final class Limited extends OutputStream {
    private final ByteArrayOutputStream bytes;
    private final int maxBytes;

    Limited(ByteArrayOutputStream bytes, int maxBytes) {
      this.bytes = bytes;
      this.maxBytes = maxBytes;
    }

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      bytes.write(buffer, offset, length);
      if (bytes.size() > maxBytes) {
        throw new IOException("longer than " + maxBytes + " bytes");
      }
    }
  }
}
