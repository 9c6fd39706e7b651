package io.github.dejavubeam.transforms.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.io.ParquetShards;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.util.Float16;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyConversionTest {

  private static final String SCHEMA =
      "message schema { optional binary image_path (STRING); optional binary caption (STRING);"
          + " optional group objects (LIST) { repeated group list { optional group element {"
          + " optional binary label (STRING); } } } }";

  @TempDir Path folder;
  private final List<String> blocks = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  private final NpyConversion.Outcome outcome =
      new NpyConversion.Outcome() {
        @Override
        public void block(String name, int rows) {
          blocks.add(name + " " + rows);
        }

        @Override
        public void unusable(String block, int row, String key) {
          left.add(block + "/" + row + " " + key);
        }

        @Override
        public void skipped(String key, String reason) {
          left.add(key + ": " + reason);
        }
      };

  private void convert(int blockRows) throws IOException, BadNpyException {
    ArrayList<NpyPart.Source> sources = new ArrayList<>();
    sources.add(
        new NpyPart.Source(
            "clip.image",
            folder.resolve("a.npy").toString(),
            folder.resolve("a.parquet").toString()));
    try (NpyConversion conversion =
        new NpyConversion(
            new NpyPart("0", sources), new VectorFolder(folder.toString()), blockRows, outcome)) {
      conversion.run();
    }
  }

  private void halves(float[]... vectors) throws IOException {
    byte[] header = NpyHeader.of(VectorType.FLOAT16, vectors.length, vectors[0].length);
    ByteBuffer bytes =
        ByteBuffer.allocate(header.length + vectors.length * vectors[0].length * Short.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(header);
    for (float[] vector : vectors) {
      for (float component : vector) {
        bytes.putShort(Float16.toFloat16(component));
      }
    }
    Files.write(folder.resolve("a.npy"), bytes.array());
  }

  private void table(ParquetShards.Row... rows) throws IOException {
    ParquetShards.write(folder.resolve("a.parquet"), SCHEMA, 1 << 20, List.of(rows));
  }

  private static ParquetShards.Row path(String path) {
    return row -> row.add("image_path", path);
  }

  private VectorBlockFile block(String name) throws IOException {
    return VectorBlockFile.open(folder.resolve("clip.image/" + name + ".arrow"));
  }

  @Test
  void aRowOfTheTableSaysWhoseVectorItIs() throws Exception {
    halves(new float[] {0, 1}, new float[] {3, 4}, new float[] {1, 0});
    table(
        row -> {
          row.add("image_path", "000000007");
          row.add("caption", "A dog");
          Group objects = row.addGroup("objects");
          objects.addGroup("list").addGroup("element").add("label", "dog");
        },
        path("/data/images/cat.1.jpg"),
        path("b"));
    convert(2);

    assertEquals(List.of("npy-0-00000 2", "npy-0-00001 1"), blocks);
    VectorBlockFile block = block("npy-0-00000");

    assertEquals("000000007", block.id(0));
    assertEquals("data/images/cat", block.id(1));
    assertEquals(List.of(LabelledObject.of("dog", 1)), block.objects(0));
    assertEquals(16, block.captionHash(0).length);
    assertNull(block.captionHash(1));
    assertNull(block.imageHash(0));
    assertEquals(VectorType.FLOAT16, block.type());
    float[] vectors = new float[4];
    block.copyRows(0, 2, vectors, 0);
    // The second had the length 5; it is rounded to the type.
    assertArrayEquals(new float[] {0, 1, 0.6f, 0.8f}, vectors, 3e-4f);
  }

  @Test
  void vectorsOfLengthOneWithinTheirRoundingStayAsTheyAre() {
    float[] halves = {0.6f, 0.7998f};
    UnitRow.normalize(halves, VectorType.FLOAT16);
    assertArrayEquals(new float[] {0.6f, 0.7998f}, halves);
    UnitRow.normalize(halves, VectorType.FLOAT32);
    assertEquals(1, Math.hypot(halves[0], halves[1]), 1e-7);
  }

  @Test
  void vectorsWithoutDirectionAndBadRowsAreLeftOutAndTheRestKeepsItsPlace() throws Exception {
    halves(
        new float[] {0, 0},
        new float[] {Float.NaN, 1},
        new float[] {1, 0},
        new float[] {Float.POSITIVE_INFINITY, 1},
        new float[] {0, 1});
    table(path("zero"), path("nan"), path("../up"), path("infinite"), path("good"));
    convert(100);

    assertEquals(
        List.of(
            "npy-0-00000/0 zero",
            "npy-0-00000/1 nan",
            "../up: unsafe member name",
            "npy-0-00000/2 infinite"),
        left);
    VectorBlockFile block = block("npy-0-00000");

    float[] vector = new float[2];
    block.copyRow(3, vector, 0);
    assertEquals("good", block.id(3));
    assertArrayEquals(new float[] {0, 1}, vector);
  }

  @Test
  void aTableWithoutKeysOrWithFewerRowsIsRefused() throws IOException {
    halves(new float[] {0, 1}, new float[] {1, 0});
    table(path("a"));
    assertBad("has 2 rows");
    ParquetShards.write(
        folder.resolve("a.parquet"),
        "message schema { optional binary caption (STRING); }",
        1 << 20,
        List.of(row -> row.add("caption", "a"), row -> row.add("caption", "b")));
    assertBad("cannot be read beyond row 0");
    Files.write(folder.resolve("a.parquet"), new byte[100]);
    assertBad("has 2 rows");
  }

  private void assertBad(String words) {
    BadNpyException bad = assertThrows(BadNpyException.class, () -> convert(10));
    assertTrue(bad.getMessage().contains(words), bad.getMessage());
  }
}
