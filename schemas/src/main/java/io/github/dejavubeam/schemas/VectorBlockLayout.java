package io.github.dejavubeam.schemas;

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
 *   <li>{@code vector}: fixed-size list of float32 or float16, L2-normalised and then rounded to
 *       it; NaN where the model gave no direction
 *   <li>{@code image_hash}: 16 bytes, the first half of the SHA-256 of the image's bytes; null
 *       without an image
 *   <li>{@code caption_hash}: 16 bytes, likewise of the normalised caption; null without a caption
 *   <li>{@code example_hash}: 16 bytes, likewise of image, caption and objects as they were read
 *   <li>{@code labels}: list of utf8, the distinct objects annotated
 *   <li>{@code label_scores}: list of float64, their confidences in the same order
 * </ul>
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

  private static final Map<String, String> METADATA = Map.of("dejavu.block", "1");

  private VectorBlockLayout() {}

  /** The schema of blocks of vectors with so many components, at least 1, of that type. */
  public static Schema schema(int dimension, VectorType type) {
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
        METADATA);
  }

  private static Field required(String name, ArrowType type) {
    return new Field(name, FieldType.notNullable(type), null);
  }

  private static Field list(String name, ArrowType type, ArrowType item) {
    return new Field(name, FieldType.notNullable(type), List.of(required("item", item)));
  }
}
