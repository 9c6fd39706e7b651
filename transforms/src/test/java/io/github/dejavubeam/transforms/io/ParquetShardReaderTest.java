package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.ParquetShards.IMG2DATASET;
import static io.github.dejavubeam.transforms.io.ParquetShards.fetched;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.Shard;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetShardReaderTest {

  private static final long GROUP = 1 << 20;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("00000.parquet");
  }

  private List<ShardEntry> read(String schema, ParquetShards.Row... rows) throws IOException {
    return ParquetShards.read(ParquetShards.write(file, schema, GROUP, List.of(rows)));
  }

  @Test
  void aRowIsAnExample() throws IOException {
    Example example = (Example) read(IMG2DATASET, fetched("000000007")).get(0);

    assertEquals("000000007", example.key());
    assertEquals("caption of 000000007", example.caption());
    assertArrayEquals("image of 000000007".repeat(20).getBytes(UTF_8), example.image());
    assertEquals(List.of(), example.objects());
  }

  @Test
  void theSameExampleInATarHasTheSameHash() throws IOException {
    Example parquet = (Example) read(IMG2DATASET, fetched("7")).get(0);
    Example tar =
        (Example)
            Tars.tar()
                .member("7.jpg", "image of 7".repeat(20))
                .member("7.txt", "caption of 7")
                .read()
                .get(0);

    assertArrayEquals(tar.exampleHash(), parquet.exampleHash());
  }

  @Test
  void whatWasNeverFetchedMakesNoExample() throws IOException {
    ParquetShards.Row failed =
        row -> {
          row.add("key", "8");
          row.add("status", "failed_to_download");
          row.add("caption", "a caption");
        };
    assertEquals(List.of("7", "9"), keys(read(IMG2DATASET, fetched("7"), failed, fetched("9"))));
  }

  @Test
  void theColumnCaptionServesWhereThereIsNoTxt() throws IOException {
    Example example =
        (Example)
            read(
                    IMG2DATASET,
                    row -> {
                      row.add("key", "7");
                      row.add("caption", "a \"quoted\" caption");
                    })
                .get(0);
    assertEquals("a \"quoted\" caption", example.caption());
  }

  @Test
  void annotationsMayBeColumnsWithListsAsPyarrowWritesThem() throws IOException {
    Example example =
        (Example)
            read(
                    "message schema { required int64 key; optional binary png;"
                        + " optional binary label (STRING); optional group objects (LIST) {"
                        + " repeated group list { optional group element {"
                        + " optional binary label (STRING); optional float score;"
                        + " optional group box (LIST) {"
                        + " repeated group list { optional double element; } } } } } }",
                    row -> {
                      row.add("key", 7L);
                      row.add("png", "image");
                      row.add("label", "dog");
                      Group objects = row.addGroup("objects");
                      Group dog = objects.addGroup("list").addGroup("element");
                      dog.add("label", "dog");
                      dog.add("score", 0.92f);
                      Group box = dog.addGroup("box");
                      for (double side : new double[] {1, 2, 3.5, 4}) {
                        box.addGroup("list").add("element", side);
                      }
                      objects.addGroup("list").addGroup("element").add("label", "ball");
                    })
                .get(0);

    assertEquals("7", example.key());
    assertEquals("dog", example.label());
    assertEquals(
        List.of(LabelledObject.of("dog", 0.92), LabelledObject.of("ball", 1)), example.objects());
    assertEquals(List.of(BoundingBox.of(1, 2, 3.5, 4, false)), example.boxes());
  }

  @Test
  void rowGroupsAreReadOneByOne() throws IOException {
    List<ParquetShards.Row> rows = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      rows.add(fetched("k" + i));
    }
    ParquetShards.write(file, IMG2DATASET, 20_000, rows);
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      assertTrue(reader.getRowGroups().size() > 3, "row groups: " + reader.getRowGroups().size());
    }
    List<ShardEntry> entries = ParquetShards.read(file);

    assertEquals(3_000, entries.size());
    assertEquals("k2999", entries.get(2_999).key());
  }

  @Test
  void aShardWithoutKeysOrRowsIsOneFault() throws IOException {
    assertEquals(
        List.of(new ReadFault("", "parquet shard has no column key")),
        read("message schema { optional binary jpg; }", row -> row.add("jpg", "image")));
    assertEquals(List.of(new ReadFault("", "shard is empty")), read(IMG2DATASET));
  }

  @Test
  void rowsThatBreakARuleAreFaultsAndTheNextIsRead() throws IOException {
    ReadLimits limits = new ReadLimits(100, 20, 200, 5, 5, 10, 10);
    ParquetShards.write(
        file,
        IMG2DATASET,
        GROUP,
        List.of(
            row -> row.add("jpg", "no key"),
            row -> row.add("key", "../a"),
            row -> row.add("key", "a key that is long"),
            row -> {
              row.add("key", "large");
              row.add("jpg", "x".repeat(101));
            },
            row -> {
              row.add("key", "long");
              row.add("txt", "x".repeat(21));
            },
            row -> {
              row.add("key", "json");
              row.add("caption", "x".repeat(1_000));
            },
            row -> {
              row.add("key", "good");
              row.add("jpg", "image");
            }));

    List<ShardEntry> entries = ParquetShards.read(file, limits);
    assertEquals(
        List.of(
            "row has no key",
            "unsafe member name",
            "key is longer than the limit",
            "image is larger than the limit",
            "caption is longer than the limit",
            "json is larger than the limit"),
        entries.stream()
            .filter(ReadFault.class::isInstance)
            .map(entry -> ((ReadFault) entry).reason())
            .toList());
    assertEquals("good", entries.get(entries.size() - 1).key());
  }

  @Test
  void aCutFileIsAFault() throws IOException {
    byte[] whole =
        Files.readAllBytes(ParquetShards.write(file, IMG2DATASET, GROUP, List.of(fetched("7"))));
    for (int length : new int[] {0, 4, 12, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertEquals(
          List.of(new ReadFault("", "shard cannot be read: file is truncated or not parquet")),
          ParquetShards.read(file));
    }
  }

  @Test
  void changedBytesAreNeverAnythingButFaultsOrExamples() throws IOException {
    List<ParquetShards.Row> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(fetched("k" + i));
    }
    byte[] whole = Files.readAllBytes(ParquetShards.write(file, IMG2DATASET, 2_000, rows));
    Random random = new Random(1);
    int broken = 0;
    for (int trial = 0; trial < 100; trial++) {
      byte[] changed = whole.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, changed);
      List<ShardEntry> entries = ParquetShards.read(file);
      assertTrue(entries.size() <= 61, "entries: " + entries.size());
      broken += entries.stream().anyMatch(ReadFault.class::isInstance) ? 1 : 0;
    }
    assertTrue(broken > 20, "of 100 changed files " + broken + " were found broken");
  }

  /** Parquet would make room for 2 GiB. */
  @Test
  void aPageThatClaimsToBeLongerThanItsFileEndsTheShard() throws IOException {
    byte[] whole =
        Files.readAllBytes(ParquetShards.write(file, IMG2DATASET, GROUP, List.of(fetched("7"))));
    for (long start : pageStarts()) {
      ByteArrayInputStream in = new ByteArrayInputStream(whole);
      in.skipNBytes(start);
      PageHeader header = Util.readPageHeader(in);
      ByteArrayOutputStream changed = new ByteArrayOutputStream();
      changed.write(whole, 0, (int) start);
      Util.writePageHeader(header.setCompressed_page_size(Integer.MAX_VALUE), changed);
      in.transferTo(changed);
      Files.write(file, changed.toByteArray());
      assertEquals(
          List.of(new ReadFault("", "shard cannot be read: file is truncated or not parquet")),
          ParquetShards.read(file),
          "page at " + start);
    }
  }

  /** Where the first page of each column is, of columns that are read. */
  private List<Long> pageStarts() throws IOException {
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
      return reader.getRowGroups().get(0).getColumns().stream()
          .map(column -> column.getStartingPos())
          .toList();
    }
  }

  @Test
  void aValueThatClaimsToBeLongerThanItsPageEndsTheShard() throws IOException {
    ParquetShards.write(
        file,
        IMG2DATASET,
        1 << 20,
        List.of(fetched("a"), fetched("b")),
        CompressionCodecName.UNCOMPRESSED);
    List<ShardEntry> entries = valueClaims("caption of b", 32_267);
    assertEquals("a", entries.get(0).key());
    assertEquals(
        new ReadFault("", "shard cannot be read: file is truncated or not parquet"),
        entries.get(1));
  }

  @Test
  void aValueThatClaimsToBeShorterThanNothingEndsTheShard() throws IOException {
    ParquetShards.write(
        file, IMG2DATASET, GROUP, List.of(fetched("a"), fetched("b")), CompressionCodecName.SNAPPY);
    List<ShardEntry> entries = valueClaims("success", -2);
    assertEquals(
        List.of(new ReadFault("", "shard cannot be read: file is truncated or not parquet")),
        entries);
  }

  /** What is read where the first value of that text has another length before it. */
  private List<ShardEntry> valueClaims(String text, int length) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int value = new String(bytes, ISO_8859_1).indexOf(text);
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(value - Integer.BYTES, length);
    Files.write(file, bytes);
    return ParquetShards.read(file);
  }

  @Test
  void aFileThatIsGoneIsAFailureAndNotBadData() {
    Shard gone = Shard.of(file.toString(), 1, 0);
    assertThrows(IOException.class, () -> ShardReader.open(gone, ReadLimits.defaults()));
  }

  @Test
  void aDirectoryStandsForItsTarsElseForItsParquetFiles() throws IOException {
    ParquetShards.write(file, IMG2DATASET, GROUP, List.of(fetched("7")));
    assertEquals(List.of("00000.parquet"), names());
    // What img2dataset writes beside tars has no images.
    Files.write(folder.resolve("00000.tar"), Tars.tar().example("7").bytes());
    assertEquals(List.of("00000.tar"), names());
  }

  private List<String> names() {
    return ShardPatterns.expand("--input", List.of(folder.toString())).stream()
        .map(shard -> Path.of(shard.path()).getFileName().toString())
        .toList();
  }

  private static List<String> keys(List<ShardEntry> entries) {
    return entries.stream().map(ShardEntry::key).toList();
  }
}
