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

/**
 * A vector block on this machine, mapped and checked. It stays mapped for as long as it is referred
 * to, so there is nothing to close. Its columns are not Arrow's own, whose objects take five times
 * the heap and whose checks take most of the time that opening a block takes. Thread safe.
 */
public final class VectorBlockFile implements VectorRows {

  private final int rows;
  private final int dimension;
  private final TextColumn ids;
  private final VectorType type;
  private final Components components;
  private final HashColumn imageHashes;
  private final HashColumn captionHashes;
  private final HashColumn exampleHashes;
  private final ScoredLabels labels;

  /** Null in a block of version 1. */
  @Nullable private final TextColumn classes;

  /** Null in a block of version 1. */
  @Nullable private final ScoredLabels tags;

  /** Null in a block of version 1 or 2. */
  @Nullable private final TextColumn captions;

  private VectorBlockFile(MappedBatch batch) throws IOException {
    VectorSchemaRoot root = batch.root();
    FixedSizeListVector vectors = (FixedSizeListVector) root.getVector(VectorBlockLayout.VECTOR);
    type = type(root.getSchema()).orElseThrow();
    for (FieldVector column : root.getFieldVectors()) {
      if (column.getNullCount() > 0 && !column.getField().isNullable()) {
        throw new IOException("has no " + column.getName() + " in some row");
      }
    }
    rows = root.getRowCount();
    dimension = vectors.getListSize();
    long bytes = Math.multiplyExact((long) rows * dimension, type.bytes());
    components = Components.of(batch.bytes(vectors.getDataVector().getDataBuffer(), bytes), type);
    ids = texts(batch, VectorBlockLayout.ID);
    imageHashes = hashes(batch, VectorBlockLayout.IMAGE_HASH);
    captionHashes = hashes(batch, VectorBlockLayout.CAPTION_HASH);
    exampleHashes = hashes(batch, VectorBlockLayout.EXAMPLE_HASH);
    labels = ScoredLabels.of(batch, VectorBlockLayout.LABELS, VectorBlockLayout.LABEL_SCORES);
    classes = texts(batch, VectorBlockLayout.LABEL);
    tags =
        classes == null
            ? null
            : ScoredLabels.of(batch, VectorBlockLayout.TAGS, VectorBlockLayout.TAG_SCORES);
    captions = texts(batch, VectorBlockLayout.CAPTION);
  }

  @Nullable
  private static TextColumn texts(MappedBatch batch, String name) throws IOException {
    VarCharVector column = (VarCharVector) batch.root().getVector(name);
    return column == null ? null : TextColumn.of(batch, column, batch.root().getRowCount());
  }

  private static HashColumn hashes(MappedBatch batch, String name) throws IOException {
    return HashColumn.of(batch, (FixedSizeBinaryVector) batch.root().getVector(name));
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
    try (batch) {
      return new VectorBlockFile(batch);
    } catch (IOException | RuntimeException e) {
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
    return ids.text(row);
  }

  /** The key of an example in UTF-8. */
  byte[] idBytes(int row) {
    return ids.bytes(row);
  }

  /** 16 bytes that tell an image by its bytes; null without an image. */
  public byte[] imageHash(int row) {
    return imageHashes.hash(row);
  }

  /** 16 bytes that tell a caption up to case and white space; null without a caption. */
  public byte[] captionHash(int row) {
    return captionHashes.hash(row);
  }

  /** 16 bytes that tell an example by all that was read of it. */
  public byte[] exampleHash(int row) {
    return exampleHashes.hash(row);
  }

  /** The distinct annotated objects of an example with their scores. */
  public List<LabelledObject> objects(int row) {
    return labels.of(row);
  }

  /** Shows the distinct labels of an example whose score is at least {@code minScore}. */
  public void forEachLabel(int row, double minScore, Consumer<String> consumer) {
    showLabels(
        row,
        minScore,
        (utf8, start, length) -> {
          byte[] label = new byte[length];
          utf8.get(start, label);
          consumer.accept(new String(label, StandardCharsets.UTF_8));
        });
  }

  /** Shows the same labels where they lie. */
  void showLabels(int row, double minScore, LabelConsumer consumer) {
    labels.forEach(row, minScore, consumer);
  }

  /** Reads where the labels of a row lie. */
  int touchLabels(int row) {
    return labels.touch(row);
  }

  /** Class of the example; null where it has none, as throughout a block of version 1. */
  @Nullable
  public String label(int row) {
    return classes == null ? null : classes.text(row);
  }

  /** Caption of the example as it was read; null without one, or where the block kept none. */
  @Nullable
  public String caption(int row) {
    return captions == null ? null : captions.text(row);
  }

  /** What is seen in the background of the example, as annotated; none in a block of version 1. */
  public List<LabelledObject> tags(int row) {
    return tags == null ? List.of() : tags.of(row);
  }
}
