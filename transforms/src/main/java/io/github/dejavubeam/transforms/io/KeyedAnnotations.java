package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Annotations of one example as they travel to it: checked, and as a JSON object of the key and of
 * the fields {@code label}, {@code objects} and {@code crop_tags} that are given, spelled without
 * regard to white space and the order of the fields.
 *
 * @param key of the example
 * @param json UTF-8, not a copy: do not change it
 */
public record KeyedAnnotations(String key, byte[] json) implements AnnotationEntry {

  private static final JsonFactory JSON =
      JsonFactory.builder().configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false).build();

  private static final List<String> FIELDS = List.of("crop_tags", "label", "objects");

  /**
   * What a text says.
   *
   * @param text one JSON object with the key of an example in {@code key}, else {@code id}
   */
  static AnnotationEntry of(byte[] text, AnnotationsParser parser, ReadLimits limits) {
    String key = "";
    try {
      Annotations annotations = parser.parse(text);
      if (annotations.key() == null || annotations.key().isEmpty()) {
        return new ReadFault("", ReadFault.ANNOTATIONS_WITHOUT_KEY);
      }
      key = BoundedText.cut(annotations.key(), limits.maxKeyChars());
      if (annotations.key().length() > limits.maxKeyChars()) {
        return new ReadFault(key, ReadFault.LONG_KEY);
      }
      if (!StrictText.isWellFormed(key)) {
        return new ReadFault("", ReadFault.NAME_NOT_UTF8);
      }
      boolean labelled = ExampleGroup.label(annotations.label(), limits) != null;
      if (!labelled && !annotations.hasObjects() && !annotations.hasTags()) {
        return new ReadFault(key, ReadFault.NOTHING_ANNOTATED);
      }
      return new KeyedAnnotations(key, canonical(key, text));
    } catch (InvalidMemberException e) {
      return new ReadFault(key, e.getMessage());
    } catch (IOException e) {
      return new ReadFault(key, ReadFault.BAD_JSON);
    }
  }

  private static byte[] canonical(String key, byte[] text) throws IOException {
    Map<String, byte[]> fields = new TreeMap<>();
    fields.put("key", value(out -> out.writeString(key)));
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      for (String field = in.nextFieldName(); field != null; field = in.nextFieldName()) {
        in.nextToken();
        if (FIELDS.contains(field)) {
          fields.put(field, value(out -> out.copyCurrentStructure(in)));
        } else {
          in.skipChildren();
        }
      }
    }
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    json.write('{');
    for (Map.Entry<String, byte[]> field : fields.entrySet()) {
      if (json.size() > 1) {
        json.write(',');
      }
      json.write('"');
      json.writeBytes(field.getKey().getBytes(StandardCharsets.UTF_8));
      json.write('"');
      json.write(':');
      json.writeBytes(field.getValue());
    }
    json.write('}');
    return json.toByteArray();
  }

  private interface Value {
    void write(JsonGenerator json) throws IOException;
  }

  private static byte[] value(Value value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      value.write(json);
    }
    return bytes.toByteArray();
  }

  /**
   * The annotations of such a text, which was checked when it was read; the class without white
   * space at its ends.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Annotations parse(byte[] json, ReadLimits limits) {
    try {
      Annotations parsed = new AnnotationsParser(limits).parse(json);
      return new Annotations(
          parsed.key(),
          parsed.objects(),
          parsed.hasObjects(),
          parsed.boxes(),
          parsed.tags(),
          parsed.hasTags(),
          ExampleGroup.label(parsed.label(), limits),
          parsed.caption());
    } catch (InvalidMemberException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
