package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorBlockLayout;
import io.github.dejavubeam.schemas.VectorType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import javax.annotation.Nullable;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.FixedWidthVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

/**
 * Writes a block in the layout of {@link VectorBlockLayout}. The same block gives the same bytes.
 */
public final class VectorBlockWriter {

  private VectorBlockWriter() {}

  /**
   * Writes a block.
   *
   * @param rows its examples, at least one
   * @param vectors their vectors, shape [rows, dimension]; longer arrays are read that far
   * @param dimension components of a vector
   * @param type what each component is rounded to: the nearest value, of two the even one
   */
  public static void write(
      WritableByteChannel out, BlockRows rows, float[] vectors, int dimension, VectorType type)
      throws IOException {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            VectorSchemaRoot.create(VectorBlockLayout.schema(dimension, type), allocator);
        ArrowFileWriter writer = new ArrowFileWriter(root, null, out)) {
      fill(root, rows.rows(), vectors, dimension);
      writer.start();
      writer.writeBatch();
      writer.end();
    }
  }

  private static void fill(
      VectorSchemaRoot root, List<BlockRows.Row> rows, float[] vectors, int dimension) {
    VarCharVector ids = (VarCharVector) root.getVector(VectorBlockLayout.ID);
    FixedSizeBinaryVector images = hashes(root, VectorBlockLayout.IMAGE_HASH);
    FixedSizeBinaryVector captions = hashes(root, VectorBlockLayout.CAPTION_HASH);
    FixedSizeBinaryVector examples = hashes(root, VectorBlockLayout.EXAMPLE_HASH);
    VarCharVector classes = (VarCharVector) root.getVector(VectorBlockLayout.LABEL);
    VarCharVector texts = (VarCharVector) root.getVector(VectorBlockLayout.CAPTION);
    List.of(ids, classes, texts).forEach(VarCharVector::allocateNew);
    for (FixedSizeBinaryVector column : List.of(images, captions, examples)) {
      column.allocateNew(rows.size());
    }
    for (int row = 0; row < rows.size(); row++) {
      BlockRows.Row example = rows.get(row);
      ids.setSafe(row, example.id().getBytes(StandardCharsets.UTF_8));
      setText(classes, row, example.label());
      setText(texts, row, example.caption());
      setHash(images, row, example.imageHash());
      setHash(captions, row, example.captionHash());
      setHash(examples, row, example.exampleHash());
    }
    fillVectors(
        (FixedSizeListVector) root.getVector(VectorBlockLayout.VECTOR),
        rows.size(),
        vectors,
        dimension);
    fillScored(
        (ListVector) root.getVector(VectorBlockLayout.LABELS),
        (ListVector) root.getVector(VectorBlockLayout.LABEL_SCORES),
        rows,
        BlockRows.Row::objects);
    fillScored(
        (ListVector) root.getVector(VectorBlockLayout.TAGS),
        (ListVector) root.getVector(VectorBlockLayout.TAG_SCORES),
        rows,
        BlockRows.Row::tags);
    root.setRowCount(rows.size());
  }

  private static FixedSizeBinaryVector hashes(VectorSchemaRoot root, String name) {
    return (FixedSizeBinaryVector) root.getVector(name);
  }

  private static void setText(VarCharVector column, int row, @Nullable String text) {
    if (text == null) {
      column.setNull(row);
    } else {
      column.setSafe(row, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void setHash(FixedSizeBinaryVector column, int row, byte[] hash) {
    if (hash == null) {
      column.setNull(row);
    } else {
      column.set(row, hash);
    }
  }

  private static void fillVectors(
      FixedSizeListVector column, int rows, float[] vectors, int dimension) {
    for (int row = 0; row < rows; row++) {
      column.setNotNull(row);
    }
    int count = Math.multiplyExact(rows, dimension);
    FixedWidthVector components = (FixedWidthVector) column.getDataVector();
    components.allocateNew(count);
    if (components instanceof Float2Vector halves) {
      for (int i = 0; i < count; i++) {
        halves.set(i, Float16.toFloat16(vectors[i]));
      }
    } else if (components instanceof Float4Vector floats) {
      floats
          .getDataBuffer()
          .nioBuffer(0, count * Float.BYTES)
          .order(ByteOrder.LITTLE_ENDIAN)
          .asFloatBuffer()
          .put(vectors, 0, count);
      setAllValid(floats.getValidityBuffer(), count);
    }
    components.setValueCount(count);
  }

  private static void setAllValid(ArrowBuf validity, int count) {
    int bytes = count / Byte.SIZE;
    validity.setOne(0L, (long) bytes);
    for (int i = bytes * Byte.SIZE; i < count; i++) {
      BitVectorHelper.setBit(validity, i);
    }
  }

  private static void fillScored(
      ListVector labels,
      ListVector scores,
      List<BlockRows.Row> rows,
      Function<BlockRows.Row, List<LabelledObject>> scored) {
    labels.allocateNew();
    scores.allocateNew();
    VarCharVector names = (VarCharVector) labels.getDataVector();
    Float8Vector values = (Float8Vector) scores.getDataVector();
    int next = 0;
    for (int row = 0; row < rows.size(); row++) {
      labels.startNewValue(row);
      scores.startNewValue(row);
      List<LabelledObject> objects = scored.apply(rows.get(row));
      for (LabelledObject object : objects) {
        names.setSafe(next, object.label().getBytes(StandardCharsets.UTF_8));
        values.setSafe(next++, object.score());
      }
      labels.endValue(row, objects.size());
      scores.endValue(row, objects.size());
    }
    names.setValueCount(next);
    values.setValueCount(next);
  }
}
