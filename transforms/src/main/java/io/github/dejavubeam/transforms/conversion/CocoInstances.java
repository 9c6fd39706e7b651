package io.github.dejavubeam.transforms.conversion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.github.dejavubeam.transforms.conversion.AnnotationWriter.BoxedObject;
import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The boxes of a COCO instances file, {@code images}, {@code annotations} and {@code categories} in
 * any order, read token by token: segmentations are passed over. Objects are kept until the end,
 * some 60 bytes each, since a file sorts them by nothing.
 *
 * <p>COCO writes a box as [x, y, width, height], from the left and top edge of the image in pixels
 * that may be fractional; it becomes [x, y, x + width, y + height], computed in decimals. Crowds
 * ({@code iscrowd}) are objects like others.
 */
public final class CocoInstances {

  /** Most objects of a file. */
  static final int MAX_OBJECTS = 20_000_000;

  private static final int MAX_IMAGES = 20_000_000;
  private static final int MAX_CATEGORIES = 1_000_000;

  /** Exponents beyond are no pixels, and their sums would take any amount of memory. */
  private static final int MAX_SCALE = 40;

  private static final int SIDES = 4;

  private final AnnotationWriter out;
  private final List<String> files = new ArrayList<>();
  private final Long2IntOpenHashMap imageOfId = new Long2IntOpenHashMap();
  private final Long2ObjectOpenHashMap<String> categories = new Long2ObjectOpenHashMap<>();
  private final LongArrayList imageIds = new LongArrayList();
  private final LongArrayList categoryIds = new LongArrayList();
  private final DoubleArrayList scores = new DoubleArrayList();
  private final DoubleArrayList boxes = new DoubleArrayList();

  private CocoInstances(AnnotationWriter out) {
    this.out = out;
    imageOfId.defaultReturnValue(-1);
  }

  /**
   * Writes a line for each image of a file, those without an object too.
   *
   * @throws MalformedAnnotationsException if it is no COCO instances file, or too large
   * @throws IOException if it cannot be read, or lines cannot be written
   */
  public static void convert(InputStream in, AnnotationWriter out)
      throws IOException, MalformedAnnotationsException {
    CocoInstances instances = new CocoInstances(out);
    JsonFactory json =
        JsonFactory.builder()
            .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(out.limits().maxJsonDepth())
                    .build())
            .build();
    try (JsonParser parser = json.createParser(in)) {
      instances.read(parser);
    } catch (JsonProcessingException e) {
      throw new MalformedAnnotationsException("it is no JSON, ends early or is nested too deeply");
    }
    instances.write();
  }

  private void read(JsonParser parser) throws IOException, MalformedAnnotationsException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedAnnotationsException("it is not a JSON object");
    }
    boolean images = false;
    boolean annotations = false;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      boolean list = parser.nextToken() == JsonToken.START_ARRAY;
      if (list && field.equals("images")) {
        images = true;
        readImages(parser);
      } else if (list && field.equals("annotations")) {
        annotations = true;
        readAnnotations(parser);
      } else if (list && field.equals("categories")) {
        readCategories(parser);
      } else {
        parser.skipChildren();
      }
    }
    if (!images || !annotations) {
      throw new MalformedAnnotationsException("it has no list of images or none of annotations");
    }
  }

  private void readImages(JsonParser parser) throws IOException, MalformedAnnotationsException {
    while (nextOf(parser, "images")) {
      Long id = null;
      String file = null;
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (field.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
          id = parser.getLongValue();
        } else if (field.equals("file_name") && value == JsonToken.VALUE_STRING) {
          file = parser.getText();
        }
        parser.skipChildren();
      }
      if (id == null || file == null) {
        out.leaveOut("image: it has no id or no file_name");
      } else if (file.length() > 2 * out.limits().maxKeyChars()) {
        out.leaveOut("image: key is longer than the limit");
      } else if (imageOfId.containsKey(id.longValue())) {
        out.leaveOut("image: another one has its id");
      } else {
        requireFewer(files.size(), MAX_IMAGES, "images");
        imageOfId.put(id.longValue(), files.size());
        files.add(file);
      }
    }
  }

  private void readCategories(JsonParser parser) throws IOException, MalformedAnnotationsException {
    while (nextOf(parser, "categories")) {
      Long id = null;
      String name = null;
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        if (field.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
          id = parser.getLongValue();
        } else if (field.equals("name") && value == JsonToken.VALUE_STRING) {
          name = parser.getText();
        }
        parser.skipChildren();
      }
      if (id != null && name != null && out.takesLabel(name)) {
        requireFewer(categories.size(), MAX_CATEGORIES, "categories");
        categories.put(id.longValue(), name);
      }
    }
  }

  private void readAnnotations(JsonParser parser)
      throws IOException, MalformedAnnotationsException {
    while (nextOf(parser, "annotations")) {
      Long image = null;
      Long category = null;
      double score = Double.NaN;
      double[] box = null;
      boolean boxed = false;
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        JsonToken value = parser.nextToken();
        switch (field) {
          case "image_id" -> image = whole(parser, value);
          case "category_id" -> category = whole(parser, value);
          case "score" -> score = value.isNumeric() ? parser.getDoubleValue() : Double.NaN;
          case "bbox" -> {
            boxed = value != JsonToken.VALUE_NULL;
            box = box(parser, value);
          }
          default -> {}
        }
        parser.skipChildren();
      }
      if (image == null || category == null) {
        out.leaveOut("object: it has no image_id or no category_id");
        continue;
      }
      requireFewer(imageIds.size(), MAX_OBJECTS, "objects");
      imageIds.add(image.longValue());
      categoryIds.add(category.longValue());
      scores.add(Double.isFinite(score) ? score : Double.NaN);
      boxes.addElements(boxes.size(), box == null ? new double[SIDES] : box);
      if (box == null) {
        if (boxed) {
          out.leaveOut("box: it is not four numbers with a width and a height above 0");
        }
        boxes.set(boxes.size() - 1, Double.NaN);
      }
    }
  }

  private static Long whole(JsonParser parser, JsonToken value) throws IOException {
    return value == JsonToken.VALUE_NUMBER_INT ? parser.getLongValue() : null;
  }

  /** Left, top, right, bottom; null where there is no box. */
  private static double[] box(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      return null;
    }
    BigDecimal[] sides = new BigDecimal[SIDES];
    int count = 0;
    for (JsonToken side = parser.nextToken();
        side != JsonToken.END_ARRAY;
        side = parser.nextToken()) {
      if (count < SIDES && side.isNumeric()) {
        BigDecimal number = parser.getDecimalValue();
        boolean pixels = Math.abs(number.scale()) <= MAX_SCALE && number.precision() <= MAX_SCALE;
        sides[count] = pixels ? number : null;
      }
      parser.skipChildren();
      count++;
    }
    for (BigDecimal side : sides) {
      if (side == null) {
        return null;
      }
    }
    if (count != SIDES || sides[2].signum() <= 0 || sides[3].signum() <= 0) {
      return null;
    }
    return new double[] {
      sides[0].doubleValue(),
      sides[1].doubleValue(),
      sides[0].add(sides[2]).doubleValue(),
      sides[1].add(sides[3]).doubleValue()
    };
  }

  /** Goes to the next object of a list, passing over what is none. */
  private boolean nextOf(JsonParser parser, String list) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        return true;
      }
      if (parser.currentToken() == null) {
        throw new JsonParseException(parser, "ends in " + list);
      }
      out.leaveOut(list + ": an entry is not an object");
      parser.skipChildren();
    }
    return false;
  }

  private static void requireFewer(int count, int most, String what)
      throws MalformedAnnotationsException {
    if (count >= most) {
      throw new MalformedAnnotationsException(
          "it has more than " + most + " " + what + ": cut it into several files by images");
    }
  }

  private void write() throws IOException {
    // Objects of an image form a chain, the first in front.
    int[] first = new int[files.size()];
    int[] next = new int[imageIds.size()];
    Arrays.fill(first, -1);
    for (int object = imageIds.size() - 1; object >= 0; object--) {
      int image = imageOfId.get(imageIds.getLong(object));
      if (image < 0) {
        out.leaveOut("object: its image is not in the file");
      } else {
        next[object] = first[image];
        first[image] = object;
      }
    }
    for (int image = 0; image < first.length; image++) {
      List<BoxedObject> objects = new ArrayList<>();
      for (int object = first[image]; object >= 0; object = next[object]) {
        String category = categories.get(categoryIds.getLong(object));
        if (category == null) {
          out.leaveOut("object: its category is not in the file");
        } else if (objects.size() == out.limits().maxObjects()) {
          out.leaveOut("object: its image has more than the limit");
        } else {
          double[] box = new double[SIDES];
          boxes.getElements(object * SIDES, box, 0, SIDES);
          boolean boxed = !Double.isNaN(box[SIDES - 1]);
          objects.add(new BoxedObject(category, scores.getDouble(object), boxed ? box : null));
        }
      }
      out.write(files.get(image), null, objects);
    }
  }
}
