package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorBlockLayout;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.retrieval.VectorRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import javax.annotation.Nullable;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ValueVectorUtility;

/** A vector block on this machine, mapped and checked. Reading is thread safe; closing is not. */
public final class VectorBlockFile implements VectorRows, AutoCloseable {

  private final MappedBatch batch;
  private final int rows;
  private final int dimension;
  private final VarCharVector ids;
  private final VectorType type;
  private final Components components;
  private final FixedSizeBinaryVector imageHashes;
  private final FixedSizeBinaryVector captionHashes;
  private final FixedSizeBinaryVector exampleHashes;
  private final ScoredLabels labels;

  /** Null in a block of version 1. */
  private final VarCharVector classes;

  /** Null in a block of version 1. */
  private final ScoredLabels tags;

  /** Null in a block of version 1 or 2. */
  private final VarCharVector captions;

  private VectorBlockFile(MappedBatch batch) throws IOException {
    VectorSchemaRoot root = batch.root();
    FixedSizeListVector vectors = (FixedSizeListVector) root.getVector(VectorBlockLayout.VECTOR);
    type = type(root.getSchema()).orElseThrow();
    for (FieldVector column : root.getFieldVectors()) {
      // Arrow cannot check a fixed-size list in full, nor float16 at all. It has no offsets that
      // could lead astray, and whether it is long enough is seen below.
      if (column != vectors) {
        ValueVectorUtility.validateFull(column);
      }
      if (column.getNullCount() > 0 && !column.getField().isNullable()) {
        throw new IOException("has no " + column.getName() + " in some row");
      }
    }
    this.batch = batch;
    rows = root.getRowCount();
    dimension = vectors.getListSize();
    ids = (VarCharVector) root.getVector(VectorBlockLayout.ID);
    long bytes = Math.multiplyExact((long) rows * dimension, type.bytes());
    components = Components.of(batch.bytes(vectors.getDataVector().getDataBuffer(), bytes), type);
    imageHashes = (FixedSizeBinaryVector) root.getVector(VectorBlockLayout.IMAGE_HASH);
    captionHashes = (FixedSizeBinaryVector) root.getVector(VectorBlockLayout.CAPTION_HASH);
    exampleHashes = (FixedSizeBinaryVector) root.getVector(VectorBlockLayout.EXAMPLE_HASH);
    labels = new ScoredLabels(root, VectorBlockLayout.LABELS, VectorBlockLayout.LABEL_SCORES);
    classes = (VarCharVector) root.getVector(VectorBlockLayout.LABEL);
    tags =
        classes == null
            ? null
            : new ScoredLabels(root, VectorBlockLayout.TAGS, VectorBlockLayout.TAG_SCORES);
    captions = (VarCharVector) root.getVector(VectorBlockLayout.CAPTION);
  }

  private static boolean isKnown(Schema schema) {
    return type(schema).isPresent();
  }

  /** How vectors are stored in columns of a schema; empty where they are not those of a block. */
  private static Optional<VectorType> type(Schema schema) {
    return schema.getFields().stream()
        .filter(field -> field.getName().equals(VectorBlockLayout.VECTOR))
        .filter(field -> field.getType() instanceof ArrowType.FixedSizeList)
        .map(field -> ((ArrowType.FixedSizeList) field.getType()).getListSize())
        .flatMap(
            dimension ->
                Arrays.stream(VectorType.values())
                    .filter(
                        type ->
                            schema.equals(VectorBlockLayout.schema(dimension, type))
                                || schema.equals(VectorBlockLayout.version2(dimension, type))
                                || schema.equals(VectorBlockLayout.version1(dimension, type))))
        .findFirst();
  }

  /**
   * Opens a block.
   *
   * @throws IOException if it cannot be read or is not a block in the layout of {@link
   *     VectorBlockLayout}
   */
  public static VectorBlockFile open(Path file) throws IOException {
    MappedBatch batch = MappedBatch.open(file, VectorBlockFile::isKnown);
    try {
      return new VectorBlockFile(batch);
    } catch (IOException | RuntimeException e) {
      batch.close();
      throw new IOException(file + " is not a vector block: " + e.getMessage(), e);
    }
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  /** How the vectors are stored. */
  public VectorType type() {
    return type;
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    copyRows(row, 1, target, offset);
  }

  @Override
  public void copyRows(int firstRow, int count, float[] target, int offset) {
    Objects.checkFromIndexSize(firstRow, count, rows);
    components.copy(firstRow * dimension, count * dimension, target, offset);
  }

  /** Key of the example. */
  public String id(int row) {
    return new String(idBytes(row), StandardCharsets.UTF_8);
  }

  /** The key of an example in UTF-8. */
  byte[] idBytes(int row) {
    return ids.get(row);
  }

  /** 16 bytes that tell an image by its bytes; null without an image. */
  public byte[] imageHash(int row) {
    return imageHashes.get(row);
  }

  /** 16 bytes that tell a caption up to case and white space; null without a caption. */
  public byte[] captionHash(int row) {
    return captionHashes.get(row);
  }

  /** 16 bytes that tell an example by all that was read of it. */
  public byte[] exampleHash(int row) {
    return exampleHashes.get(row);
  }

  /** The distinct annotated objects of an example with their scores. */
  public List<LabelledObject> objects(int row) {
    return labels.of(row);
  }

  /** Shows the distinct labels of an example whose score is at least {@code minScore}. */
  public void forEachLabel(int row, double minScore, Consumer<String> consumer) {
    labels.forEach(row, minScore, consumer);
  }

  /** Class of the example; null where it has none, as throughout a block of version 1. */
  @Nullable
  public String label(int row) {
    return text(classes, row);
  }

  /** Caption of the example as it was read; null without one, or where the block kept none. */
  @Nullable
  public String caption(int row) {
    return text(captions, row);
  }

  @Nullable
  private static String text(@Nullable VarCharVector column, int row) {
    byte[] text = column == null ? null : column.get(row);
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }

  /** What is seen in the background of the example, as annotated; none in a block of version 1. */
  public List<LabelledObject> tags(int row) {
    return tags == null ? List.of() : tags.of(row);
  }

  @Override
  public void close() {
    batch.close();
  }
}
