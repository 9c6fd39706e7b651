package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorBlockWriter.write(Channels.newChannel(out), rows, vectors, dimension);
    return out.toByteArray();
  }

  private VectorBlockFile reopen(byte[] bytes) throws IOException {
    return VectorBlockFile.open(Files.write(folder.resolve("block.arrow"), bytes));
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("a/cat", LabelledObject.of("cat", 1), LabelledObject.of("color:grey", 0.25)));
    rows.add(new BlockRows.Row("Zürich 😀", null, null, hash(9), List.of()));
    try (VectorBlockFile block = reopen(bytes(rows, new float[] {1, 2, 3, -4, Float.NaN, 6}, 3))) {
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
  }

  @Test
  void copiesManyRowsAtOnceAsOneByOne() throws IOException {
    BlockRows rows = new BlockRows();
    List.of("a", "b", "c", "d").forEach(id -> rows.add(row(id)));
    try (VectorBlockFile block = reopen(bytes(rows, new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2))) {
      float[] vectors = new float[6];
      block.copyRows(1, 2, vectors, 1);
      assertArrayEquals(new float[] {0, 3, 4, 5, 6, 0}, vectors);
      assertThrows(IndexOutOfBoundsException.class, () -> block.copyRows(3, 2, new float[4], 0));
      assertThrows(IndexOutOfBoundsException.class, () -> block.copyRow(-1, new float[4], 0));
    }
  }

  @Test
  void comparesIdsByCodePoint() throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("\uFF5E"));
    rows.add(row("😀"));
    try (VectorBlockFile block = reopen(bytes(rows, new float[] {1, 2}, 1))) {
      assertTrue(block.compareId(0, block, 1) < 0);
      assertEquals(0, block.compareId(1, block, 1));
    }
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

  @Test
  void refusesABlockThatIsCutOrBrokenAnywhere() throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(row("a", LabelledObject.of("cat", 1)));
    rows.add(row("b", LabelledObject.of("dog", 1)));
    byte[] whole = bytes(rows, new float[] {1, 2, 3, 4}, 2);
    for (int length = 0; length < whole.length; length += 7) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> reopen(cut).close(), "cut to " + length);
    }
    Random random = new Random(8);
    for (int trial = 0; trial < 300; trial++) {
      byte[] broken = whole.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      try (VectorBlockFile block = reopen(broken)) {
        readAll(block);
      } catch (IOException e) {
        assertTrue(e.getMessage().contains("is not a vector block"), e.getMessage());
      }
    }
  }

  private static void readAll(VectorBlockFile block) {
    for (int row = 0; row < block.rows(); row++) {
      block.id(row);
      block.imageHash(row);
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
