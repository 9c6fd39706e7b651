package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.flatbuffers.BaseVector;
import com.google.flatbuffers.Table;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorBlockLayout;
import io.github.dejavubeam.schemas.VectorType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.arrow.flatbuf.Field;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VectorBlockFileTest {

  @TempDir Path folder;

  private static byte[] hash(int value) {
    byte[] hash = new byte[16];
    Arrays.fill(hash, (byte) value);
    return hash;
  }

  private static BlockRows.Row row(String id, LabelledObject... objects) {
    return new BlockRows.Row(id, hash(1), hash(2), hash(3), List.of(objects));
  }

  private static byte[] bytes(BlockRows rows, float[] vectors, int dimension) throws IOException {
    return bytes(rows, vectors, dimension, VectorType.FLOAT32);
  }

  private static byte[] bytes(BlockRows rows, float[] vectors, int dimension, VectorType type)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorBlockWriter.write(Channels.newChannel(out), rows, vectors, dimension, type);
    return out.toByteArray();
  }

  private VectorBlockFile reopen(byte[] bytes) throws IOException {
    return VectorBlockFile.open(Files.write(folder.resolve("block.arrow"), bytes));
  }

  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasWritten(VectorType type) throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("a/cat", LabelledObject.of("cat", 1), LabelledObject.of("color:grey", 0.25)));
    rows.add(new BlockRows.Row("Zürich 😀", null, null, hash(9), List.of()));
    float[] vectors = {1, 2, 3, -4, Float.NaN, 6};
    VectorBlockFile block = reopen(bytes(rows, vectors, 3, type));

    assertEquals(type, block.type());
    assertEquals(2, block.rows());
    assertEquals(3, block.dimension());
    assertEquals("a/cat", block.id(0));
    assertEquals("Zürich 😀", block.id(1));
    float[] vector = new float[5];
    block.copyRow(1, vector, 2);
    assertArrayEquals(new float[] {0, 0, -4, Float.NaN, 6}, vector);
    assertArrayEquals(hash(1), block.imageHash(0));
    assertArrayEquals(hash(2), block.captionHash(0));
    assertArrayEquals(hash(9), block.exampleHash(1));
    assertNull(block.imageHash(1));
    assertNull(block.captionHash(1));
    assertEquals(List.of("cat", "color:grey"), labels(block, 0, 0));
    assertEquals(List.of("cat"), labels(block, 0, 0.5));
    assertEquals(List.of(), labels(block, 1, 0));
  }

  @ParameterizedTest
  @EnumSource
  void copiesManyRowsAtOnce(VectorType type) throws IOException {
    BlockRows rows = new BlockRows();
    List.of("a", "b", "c", "d").forEach(id -> rows.add(row(id)));
    float[] vectors = {1, 2, 3, 4, 5, 6, 7, 8};
    VectorBlockFile block = reopen(bytes(rows, vectors, 2, type));

    float[] copied = new float[6];
    block.copyRows(1, 2, copied, 1);
    assertArrayEquals(new float[] {0, 3, 4, 5, 6, 0}, copied);
    assertThrows(IndexOutOfBoundsException.class, () -> block.copyRows(3, 2, new float[4], 0));
    assertThrows(IndexOutOfBoundsException.class, () -> block.copyRow(-1, new float[4], 0));
  }

  @Test
  void classesAndTagsAreGivenBackInTheirOrder() throws IOException {
    BlockRows rows = new BlockRows();
    List<LabelledObject> tags = List.of(LabelledObject.of("sea", 0.5), LabelledObject.of("sea", 1));
    rows.add(new BlockRows.Row("a", null, null, hash(1), List.of(), "Möwe", tags, null));
    rows.add(row("b"));
    VectorBlockFile block = reopen(bytes(rows, new float[] {1, 2}, 1));

    assertEquals("Möwe", block.label(0));
    assertEquals(tags, block.tags(0));
    assertNull(block.label(1));
    assertEquals(List.of(), block.tags(1));
  }

  @Test
  void labelsOfAnyRowCanBeReadAhead() throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("without"));
    rows.add(row("one", LabelledObject.of("cat", 0.25)));
    rows.add(row("empty and last", LabelledObject.of("", 0.5)));
    VectorBlockFile block = reopen(bytes(rows, new float[3], 1));

    int[] read = IntStream.range(0, 3).map(block::touchLabels).toArray();
    assertArrayEquals(new int[] {0, 'c', 0}, read);
  }

  @Test
  void captionsAreGivenBackAsTheyWereRead() throws IOException {
    List<String> captions =
        List.of("  A Dog\n", "\0", "\u202e\u05db\u05dc\u05d1", "x".repeat(10_000), "");
    BlockRows rows = new BlockRows();
    captions.forEach(caption -> rows.add(captioned(caption)));
    rows.add(row("without"));
    VectorBlockFile block = reopen(bytes(rows, new float[6], 1));

    for (int row = 0; row < captions.size(); row++) {
      assertEquals(captions.get(row), block.caption(row));
    }
    assertNull(block.caption(5));
  }

  @Test
  void aBlockOfVersion1HasNeitherClassesNorTags() throws IOException {
    Schema version1 = VectorBlockLayout.version1(2, VectorType.FLOAT32);
    VectorBlockFile block = reopen(earlier(captioned("a cat"), version1));

    assertEquals(List.of("cat"), labels(block, 0, 0));
    assertNull(block.label(0));
    assertEquals(List.of(), block.tags(0));
    assertNull(block.caption(0));
  }

  @Test
  void aBlockOfVersion2HasNoCaptions() throws IOException {
    Schema version2 = VectorBlockLayout.version2(2, VectorType.FLOAT32);
    VectorBlockFile block = reopen(earlier(captioned("a cat"), version2));

    assertEquals("pet", block.label(0));
    assertNull(block.caption(0));
  }

  private static BlockRows.Row captioned(String caption) {
    return new BlockRows.Row(
        "a",
        null,
        hash(2),
        hash(3),
        List.of(LabelledObject.of("cat", 1)),
        "pet",
        List.of(),
        caption);
  }

  /** A block of one example as an earlier program wrote it: with the first columns only. */
  private static byte[] earlier(BlockRows.Row row, Schema schema) throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator();
        ArrowFileReader reader =
            new ArrowFileReader(
                new ByteArrayReadableSeekableByteChannel(bytes(rows, new float[] {1, 2}, 2)),
                allocator)) {
      reader.loadNextBatch();
      VectorSchemaRoot columns =
          new VectorSchemaRoot(
              schema,
              reader.getVectorSchemaRoot().getFieldVectors().subList(0, schema.getFields().size()),
              1);
      try (ArrowFileWriter writer = new ArrowFileWriter(columns, null, Channels.newChannel(out))) {
        writer.writeBatch();
      }
    }
    return out.toByteArray();
  }

  @Test
  void aFloat16BlockTakesHalfTheStorage() throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("a"));
    float[] vector = new float[8192];
    int saved =
        bytes(rows, vector, 8192).length - bytes(rows, vector, 8192, VectorType.FLOAT16).length;
    assertEquals(Short.BYTES, saved / 8192);
  }

  @Test
  void theSameBlockGivesTheSameBytes() throws IOException {
    BlockRows rows = new BlockRows();
    for (int i = 0; i < 1000; i++) {
      rows.add(row("id" + i, LabelledObject.of("label" + i % 7, i / 1000.0)));
    }
    float[] vectors = new float[16_000];
    assertArrayEquals(bytes(rows, vectors, 16), bytes(rows, vectors, 16));
  }

  @ParameterizedTest
  @EnumSource
  void refusesABlockThatIsCutOrBrokenAnywhere(VectorType type) throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("a", LabelledObject.of("cat", 1)));
    rows.add(row("b", LabelledObject.of("dog", 1)));
    byte[] whole = bytes(rows, new float[] {1, 2, 3, 4}, 2, type);
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> reopen(cut), "cut to " + length);
    }
    Random random = new Random(8);
    for (int trial = 0; trial < 300; trial++) {
      byte[] broken = whole.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        VectorBlockFile block = reopen(broken);

        readAll(block);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("is not a vector block"), e.getMessage());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesABlockWithFewerComponentsThanItsRowsNeed(VectorType type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root =
            VectorSchemaRoot.create(VectorBlockLayout.schema(64, type), allocator);
        ArrowFileWriter writer = new ArrowFileWriter(root, null, Channels.newChannel(out))) {
      root.getFieldVectors().forEach(FieldVector::allocateNew);
      var vectors = (FixedSizeListVector) root.getVector(VectorBlockLayout.VECTOR);
      vectors.setNotNull(0);
      ((FixedSizeBinaryVector) root.getVector(VectorBlockLayout.EXAMPLE_HASH)).set(0, hash(1));
      ((VarCharVector) root.getVector(VectorBlockLayout.ID)).set(0, new byte[] {'a'});
      for (String list :
          List.of(
              VectorBlockLayout.LABELS,
              VectorBlockLayout.LABEL_SCORES,
              VectorBlockLayout.TAGS,
              VectorBlockLayout.TAG_SCORES)) {
        ((ListVector) root.getVector(list)).startNewValue(0);
        ((ListVector) root.getVector(list)).endValue(0, 0);
      }
      root.setRowCount(1);
      vectors.getDataVector().setValueCount(63);
      writer.writeBatch();
    }
    IOException refusal = assertThrows(IOException.class, () -> reopen(out.toByteArray()));
    assertTrue(refusal.getMessage().endsWith("has a column that is too short"), refusal.toString());
  }

  /** Arrow would write into a mapped file, which ends the process. */
  @Test
  void noLengthInABlockIsTakenAtItsWord() throws IOException {
    BlockRows rows = new BlockRows();
    List<LabelledObject> tags = List.of(LabelledObject.of("sea", 0.5), LabelledObject.of("sky", 1));
    for (String id : List.of("a", "b", "c")) {
      rows.add(new BlockRows.Row(id, null, null, hash(1), tags, "class", tags, "a caption"));
    }
    byte[] whole = bytes(rows, new float[3], 1);
    int refused = 0;
    ByteBuffer words = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + Long.BYTES <= whole.length; at += Long.BYTES) {
      boolean mayBeLength = words.getLong(at) > 0 && words.getLong(at) < 1_000;
      for (long length : mayBeLength ? new long[] {0, 4} : new long[0]) {
        byte[] changed = whole.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(at, length);
        try {
          VectorBlockFile block = reopen(changed);

          readAll(block);
        } catch (IOException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 20, "refused: " + refused);
  }

  /** Arrow would make room for a text of 2 GB before it looks whether it is there. */
  @Test
  void aTextThatBeginsBeforeItsColumnIsRefused() throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("a key of thirty-one characters!"));
    byte[] changed = bytes(rows, new float[2], 2);
    int begin = placeOf(changed, 31);
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(begin, 31 - 2_000_000_000);
    IOException refusal = assertThrows(IOException.class, () -> reopen(changed));
    assertTrue(refusal.getMessage().endsWith("outside of its column"), refusal.toString());
  }

  /** Arrow would follow a column into itself until the stack is full. */
  @Test
  void aColumnThatIsAPartOfItselfIsRefused() throws Exception {
    BlockRows rows = new BlockRows();
    rows.add(row("a"));
    byte[] changed = bytes(rows, new float[2], 2);
    ByteBuffer file = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    // The file ends with the footer, its length and six letters.
    int end = changed.length - 6 - Integer.BYTES;
    int begin = end - file.getInt(end);
    ByteBuffer footer = file.slice(begin, end - begin).order(ByteOrder.LITTLE_ENDIAN);
    org.apache.arrow.flatbuf.Schema schema = Footer.getRootAsFooter(footer).schema();
    for (int column = 0; column < schema.fieldsLength(); column++) {
      Field field = schema.fields(column);
      if (field.name().equals(VectorBlockLayout.VECTOR)) {
        int child = placeOfChild(field);
        footer.putInt(child, place(field) - child);
      }
    }
    IOException refusal = assertThrows(IOException.class, () -> reopen(changed));
    assertTrue(refusal.getMessage().endsWith("is a part of itself"), refusal.toString());
  }

  /** Where a table is in its buffer, which its readers do not tell. */
  private static int place(Table table) throws ReflectiveOperationException {
    java.lang.reflect.Field place = Table.class.getDeclaredField("bb_pos");
    place.setAccessible(true);
    return place.getInt(table);
  }

  /** Where it is told how far away the first child of a field is. */
  private static int placeOfChild(Field field) throws ReflectiveOperationException {
    Method element = BaseVector.class.getDeclaredMethod("__element", int.class);
    element.setAccessible(true);
    return (int) element.invoke(field.childrenVector(), 0);
  }

  /** Where it is told that the one text of a column begins at 0 and ends at its length. */
  private static int placeOf(byte[] block, int length) {
    ByteBuffer words = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at + Long.BYTES <= block.length; at += Long.BYTES) {
      if (words.getLong(at) == (long) length << Integer.SIZE) {
        return at;
      }
    }
    throw new AssertionError("no text of " + length + " bytes");
  }

  private static void readAll(VectorBlockFile block) {
    for (int row = 0; row < block.rows(); row++) {
      block.id(row);
      block.imageHash(row);
      block.label(row);
      block.tags(row);
      block.copyRow(row, new float[block.dimension()], 0);
      labels(block, row, 0);
    }
  }

  private static List<String> labels(VectorBlockFile block, int row, double minScore) {
    List<String> labels = new ArrayList<>();
    block.forEachLabel(row, minScore, labels::add);
    return labels;
  }
}
