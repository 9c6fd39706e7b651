package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Reads {@code {"label": ..., "caption": ..., "objects": [{"label": ..., "score": ..., "box":
 * [xmin, ymin, xmax, ymax], "foreground": ...}], "crop_tags": [{"label": ..., "score": ...}]}}
 * token by token, so that fields of no interest, whatever they hold, are passed over and never
 * kept. Where a field is repeated the last one counts; a field that is null is absent. A box that
 * is not four numbers is kept as one that is not a number, for whoever needs boxes to refuse.
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
    Entries objects = null;
    List<LabelledObject> tags = null;
    String key = null;
    String id = null;
    String label = null;
    String caption = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (field) {
        case "objects" -> objects = entries(parser, value, ReadFault.OBJECTS_NOT_A_LIST);
        case "crop_tags" -> {
          Entries seen = entries(parser, value, ReadFault.TAGS_NOT_A_LIST);
          tags = seen == null ? null : seen.labels();
        }
        case "key" -> key = label(parser, value);
        case "id" -> id = label(parser, value);
        case "label" -> label = label(parser, value);
        case "caption" -> caption = value == JsonToken.VALUE_STRING ? parser.getText() : null;
        default -> {}
      }
      parser.skipChildren();
    }
    return new Annotations(
        key == null ? id : key,
        objects == null ? List.of() : objects.distinct(),
        objects != null,
        objects == null ? List.of() : objects.boxes(),
        tags == null ? List.of() : tags,
        tags != null,
        label,
        caption);
  }

  /** A class or key may be a name or a number; of any other type it is something else. */
  @Nullable
  private static String label(JsonParser parser, JsonToken value) throws IOException {
    boolean names = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    return names ? parser.getText() : null;
  }

  /** The entries of a list; null where there is null in its place. */
  @Nullable
  private Entries entries(JsonParser parser, JsonToken value, String notAList)
      throws IOException, InvalidMemberException {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    if (value != JsonToken.START_ARRAY) {
      throw new InvalidMemberException(notAList);
    }
    Entries entries = new Entries(new ArrayList<>(), new ArrayList<>());
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (entries.labels().size() == limits.maxObjects()) {
        throw new InvalidMemberException(ReadFault.TOO_MANY_OBJECTS);
      }
      add(parser, entries);
    }
    return entries;
  }

  private void add(JsonParser parser, Entries entries) throws IOException, InvalidMemberException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new InvalidMemberException(ReadFault.OBJECT_NOT_AN_OBJECT);
    }
    String label = "";
    double score = DEFAULT_SCORE;
    double[] box = null;
    boolean foreground = false;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      JsonToken value = parser.nextToken();
      switch (field) {
        case "label" -> label = value == JsonToken.VALUE_STRING ? parser.getText() : "";
        case "score" -> score = score(parser, value);
        case "box" -> box = value == JsonToken.VALUE_NULL ? null : box(parser, value);
        case "foreground" -> foreground = value == JsonToken.VALUE_TRUE;
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
    entries.labels().add(LabelledObject.of(label, score));
    if (box != null) {
      entries.boxes().add(BoundingBox.of(box[0], box[1], box[2], box[3], foreground));
    }
  }

  /** Four numbers; NaN in place of what is none, of all four where there are not four. */
  private static double[] box(JsonParser parser, JsonToken value) throws IOException {
    double[] box = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
    if (value != JsonToken.START_ARRAY) {
      return box;
    }
    int count = 0;
    for (JsonToken side = parser.nextToken();
        side != JsonToken.END_ARRAY;
        side = parser.nextToken()) {
      if (count < box.length && side.isNumeric()) {
        box[count] = parser.getDoubleValue();
      }
      parser.skipChildren();
      count++;
    }
    if (count != box.length) {
      box[0] = Double.NaN;
    }
    return box;
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

  /** The entries of a list, each with a label and a score, and the boxes of those that have one. */
  private record Entries(List<LabelledObject> labels, List<BoundingBox> boxes) {
    /** Each label once, with its highest score, in order of first mention. */
    List<LabelledObject> distinct() {
      Map<String, Double> scores = new LinkedHashMap<>();
      for (LabelledObject object : labels) {
        scores.merge(object.label(), object.score(), Math::max);
      }
      List<LabelledObject> distinct = new ArrayList<>(scores.size());
      scores.forEach((label, score) -> distinct.add(LabelledObject.of(label, score)));
      return distinct;
    }
  }
}
