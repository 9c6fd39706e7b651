package io.github.dejavubeam.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * The columns of a vector block, an Arrow IPC file with one record batch.
 *
 * <ul>
 *   <li>{@code id}: utf8, the example's key
 *   <li>{@code vector}: fixed-size list of float32 or float16, L2-normalised if the manifest says
 *       so, and then rounded to it; NaN where the model gave none
 *   <li>{@code image_hash}: 16 bytes, the first half of the SHA-256 of the image's bytes; null
 *       without an image
 *   <li>{@code caption_hash}: 16 bytes, likewise of the normalised caption; null without a caption
 *   <li>{@code example_hash}: 16 bytes, likewise of image, caption and objects as they were read
 *   <li>{@code labels}: list of utf8, the distinct objects annotated
 *   <li>{@code label_scores}: list of float64, their confidences in the same order
 *   <li>{@code label}: utf8, the class; null where the example has none
 *   <li>{@code tags}: list of utf8, what is seen in the background, as annotated; may repeat
 *   <li>{@code tag_scores}: list of float64, their confidences in the same order
 *   <li>{@code caption}: utf8, as it was read; null without a caption
 * </ul>
 *
 * <p>The last is missing in blocks of version 2, the last four in those of version 1; both can
 * still be read.
 */
public final class VectorBlockLayout {

  /** Length of every hash in bytes. */
  public static final int HASH_BYTES = 16;

  /** Ending of a block's file name. */
  public static final String SUFFIX = ".arrow";

  /** Column of example keys. */
  public static final String ID = "id";

  /** Column of vectors. */
  public static final String VECTOR = "vector";

  /** Column of image hashes. */
  public static final String IMAGE_HASH = "image_hash";

  /** Column of caption hashes. */
  public static final String CAPTION_HASH = "caption_hash";

  /** Column of example hashes. */
  public static final String EXAMPLE_HASH = "example_hash";

  /** Column of labels. */
  public static final String LABELS = "labels";

  /** Column of label scores. */
  public static final String LABEL_SCORES = "label_scores";

  /** Column of classes. */
  public static final String LABEL = "label";

  /** Column of tags. */
  public static final String TAGS = "tags";

  /** Column of tag scores. */
  public static final String TAG_SCORES = "tag_scores";

  /** Column of captions. */
  public static final String CAPTION = "caption";

  private static final String VERSION = "dejavu.block";

  private VectorBlockLayout() {}

  /**
   * The schema of blocks of vectors with so many components of that type; with none where a block
   * holds annotations alone.
   */
  public static Schema schema(int dimension, VectorType type) {
    List<Field> fields = new ArrayList<>(version2(dimension, type).getFields());
    fields.add(new Field(CAPTION, FieldType.nullable(new ArrowType.Utf8()), null));
    return new Schema(fields, Map.of(VERSION, "3"));
  }

  /** The schema of blocks from before captions were kept. */
  public static Schema version2(int dimension, VectorType type) {
    List<Field> fields = new ArrayList<>(version1(dimension, type).getFields());
    ArrowType utf8 = new ArrowType.Utf8();
    fields.add(new Field(LABEL, FieldType.nullable(utf8), null));
    fields.add(list(TAGS, new ArrowType.List(), utf8));
    fields.add(
        list(
            TAG_SCORES,
            new ArrowType.List(),
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)));
    return new Schema(fields, Map.of(VERSION, "2"));
  }

  /** The schema of blocks from before classes and tags were kept. */
  public static Schema version1(int dimension, VectorType type) {
    ArrowType utf8 = new ArrowType.Utf8();
    ArrowType hash = new ArrowType.FixedSizeBinary(HASH_BYTES);
    ArrowType component =
        new ArrowType.FloatingPoint(
            switch (type) {
              case FLOAT32 -> FloatingPointPrecision.SINGLE;
              case FLOAT16 -> FloatingPointPrecision.HALF;
            });
    ArrowType float64 = new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    return new Schema(
        List.of(
            required(ID, utf8),
            list(VECTOR, new ArrowType.FixedSizeList(dimension), component),
            new Field(IMAGE_HASH, FieldType.nullable(hash), null),
            new Field(CAPTION_HASH, FieldType.nullable(hash), null),
            required(EXAMPLE_HASH, hash),
            list(LABELS, new ArrowType.List(), utf8),
            list(LABEL_SCORES, new ArrowType.List(), float64)),
        Map.of(VERSION, "1"));
  }

  private static Field required(String name, ArrowType type) {
    return new Field(name, FieldType.notNullable(type), null);
  }

  private static Field list(String name, ArrowType type, ArrowType item) {
    return new Field(name, FieldType.notNullable(type), List.of(required("item", item)));
  }
}
