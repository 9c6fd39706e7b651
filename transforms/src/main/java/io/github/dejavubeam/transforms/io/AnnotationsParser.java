package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.dejavubeam.schemas.LabelledObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Reads {@code {"label": ..., "caption": ..., "objects": [{"label": ..., "score": ...}]}} token by
 * token, so that fields of no interest, whatever they hold, are passed over and never kept. Where a
 * field is repeated the last one counts; a field that is null is absent.
 */
final class AnnotationsParser {

  private static final double DEFAULT_SCORE = 1;

  private final ReadLimits limits;
  private final JsonFactory json;

  AnnotationsParser(ReadLimits limits) {
    this.limits = limits;
    // Names are not canonicalised: that table is kept, and throws when names are made to collide.
    json =
        JsonFactory.builder()
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(limits.maxJsonDepth()).build())
            .build();
  }

  /**
   * Parses one member.
   *
   * @throws InvalidMemberException if it is not one JSON object, or its objects break the rules
   */
  Annotations parse(byte[] member) throws InvalidMemberException {
    try (JsonParser parser = json.createParser(member)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidMemberException(ReadFault.JSON_NOT_AN_OBJECT);
      }
      Annotations annotations = annotations(parser);
      if (parser.nextToken() != null) {
        throw new InvalidMemberException(ReadFault.BAD_JSON);
      }
      return annotations;
    } catch (StreamConstraintsException e) {
      throw new InvalidMemberException(ReadFault.JSON_BEYOND_LIMITS);
    } catch (IOException e) {
      throw new InvalidMemberException(ReadFault.BAD_JSON);
    }
  }

  private Annotations annotations(JsonParser parser) throws IOException, InvalidMemberException {
    List<LabelledObject> objects = List.of();
    String label = null;
    String caption = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (field) {
        case "objects" -> objects = objects(parser, value);
        case "label" -> label = label(parser, value);
        case "caption" -> caption = value == JsonToken.VALUE_STRING ? parser.getText() : null;
        default -> {}
      }
      parser.skipChildren();
    }
    return new Annotations(objects, label, caption);
  }

  /** A class may be a name or a number; of any other type it is not a class but something else. */
  @Nullable
  private static String label(JsonParser parser, JsonToken value) throws IOException {
    boolean names = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    return names ? parser.getText() : null;
  }

  private List<LabelledObject> objects(JsonParser parser, JsonToken value)
      throws IOException, InvalidMemberException {
    if (value == JsonToken.VALUE_NULL) {
      return List.of();
    }
    if (value != JsonToken.START_ARRAY) {
      throw new InvalidMemberException(ReadFault.OBJECTS_NOT_A_LIST);
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (++count > limits.maxObjects()) {
        throw new InvalidMemberException(ReadFault.TOO_MANY_OBJECTS);
      }
      LabelledObject object = object(parser);
      scores.merge(object.label(), object.score(), Math::max);
    }
    List<LabelledObject> objects = new ArrayList<>(scores.size());
    scores.forEach((label, score) -> objects.add(LabelledObject.of(label, score)));
    return objects;
  }

  private LabelledObject object(JsonParser parser) throws IOException, InvalidMemberException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidMemberException(ReadFault.OBJECT_NOT_AN_OBJECT);
    }
    String label = "";
    double score = DEFAULT_SCORE;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (field) {
        case "label" -> label = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "score" -> score = score(parser, value);
        default -> {}
      }
      parser.skipChildren();
    }
    if (label.isBlank()) {
      throw new InvalidMemberException(ReadFault.OBJECT_WITHOUT_LABEL);
    }
    if (label.length() > limits.maxLabelChars()) {
      throw new InvalidMemberException(ReadFault.LONG_LABEL);
    }
    if (!StrictText.isWellFormed(label)) {
      throw new InvalidMemberException(ReadFault.LABEL_NOT_UTF8);
    }
    return LabelledObject.of(label, score);
  }

  private static double score(JsonParser parser, JsonToken value)
      throws IOException, InvalidMemberException {
    if (value == JsonToken.VALUE_NULL) {
      return DEFAULT_SCORE;
    }
    if (!value.isNumeric() || !Double.isFinite(parser.getDoubleValue())) {
      throw new InvalidMemberException(ReadFault.BAD_SCORE);
    }
    return parser.getDoubleValue();
  }
}
