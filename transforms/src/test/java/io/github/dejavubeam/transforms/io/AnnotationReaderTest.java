package io.github.dejavubeam.transforms.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotationReaderTest {

  @TempDir Path folder;

  private Path lines(String... lines) throws IOException {
    return Files.writeString(folder.resolve("a.jsonl"), String.join("\n", lines));
  }

  private static List<AnnotationEntry> read(Path file) throws IOException {
    return read(new AnnotationRange(file.toString(), 0, Files.size(file)), ReadLimits.defaults());
  }

  private static List<AnnotationEntry> read(AnnotationRange range, ReadLimits limits)
      throws IOException {
    List<AnnotationEntry> entries = new ArrayList<>();
    try (AnnotationReader reader = AnnotationReader.open(range, limits)) {
      for (AnnotationEntry entry = reader.next(); entry != null; entry = reader.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }

  private static String json(AnnotationEntry entry) {
    return new String(((KeyedAnnotations) entry).json(), UTF_8);
  }

  @Test
  void aLineNamesItsExampleByKeyOrId() throws IOException {
    List<AnnotationEntry> entries =
        read(
            lines(
                "{\"key\": \"a\", \"label\": \"dog\"}",
                "",
                "{\"id\": 7, \"label\": \"cat\"}\r",
                "{\"id\": \"elsewhere\", \"key\": \"b\", \"objects\": []}\n"));

    assertEquals(List.of("a", "7", "b"), entries.stream().map(AnnotationEntry::key).toList());
    assertEquals("{\"key\":\"b\",\"objects\":[]}", json(entries.get(2)));
  }

  @Test
  void onlyWhatIsWantedIsKeptInOneSpelling() throws IOException {
    List<AnnotationEntry> entries =
        read(
            lines(
                "{\"key\":\"a\",\"url\":{\"x\":[1]},\"objects\":[{\"label\":\"dog\"}],\"label\":\"d\"}",
                "{ \"label\" : \"\\u0064\", \"objects\" : [ { \"label\" : \"dog\" } ],"
                    + " \"key\":\"a\"}"));

    assertEquals(
        "{\"key\":\"a\",\"label\":\"d\",\"objects\":[{\"label\":\"dog\"}]}", json(entries.get(0)));
    assertEquals(json(entries.get(0)), json(entries.get(1)));
  }

  @Test
  void linesThatBreakARuleAreFaultsAndTheNextIsRead() throws IOException {
    ReadLimits limits = new ReadLimits(100, 20, 60, 5, 2, 5, 5);
    Path file =
        lines(
            "{\"label\": \"dog\"}",
            "{\"key\": \"a\"}",
            "{\"key\": \"a\", \"label\": \" \"}",
            "{\"key\": \"ke\\uD83D\", \"label\": \"dog\"}",
            "{\"key\": \"a long key\", \"label\": \"dog\"}",
            "{\"key\": \"a\", \"label\": \"a long label\"}",
            "{\"key\": \"a\", \"objects\": 7}",
            "[1]",
            "{\"key\": \"a\", ",
            "{\"key\": \"a\", \"label\": \"" + "x".repeat(100) + "\"}",
            "{\"key\": \"a\", \"x\": [[[[[[1]]]]]]}",
            "{\"key\": \"a\", \"label\": \"dog\"}");

    List<AnnotationEntry> entries =
        read(new AnnotationRange(file.toString(), 0, Files.size(file)), limits);
    assertEquals(12, entries.size());
    assertEquals("{\"key\":\"a\",\"label\":\"dog\"}", json(entries.get(11)));
    assertEquals("member name is not valid UTF-8", ((ReadFault) entries.get(3)).reason());
    assertEquals(
        List.of(
            "annotations have no key",
            "annotations have no label, objects or crop_tags",
            "annotations have no label, objects or crop_tags"),
        entries.subList(0, 3).stream().map(entry -> ((ReadFault) entry).reason()).toList());
    assertEquals(
        List.of(
            "key is longer than the limit",
            "label is longer than the limit",
            "json: objects is not a list",
            "json is not an object",
            "json cannot be parsed",
            "json is larger than the limit",
            "json is nested too deeply or holds too long a number"),
        entries.subList(4, 11).stream().map(entry -> ((ReadFault) entry).reason()).toList());
  }

  @Test
  void everyLineBelongsToThePartInWhichItBegins() throws IOException {
    List<String> keys = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      keys.add("k" + i);
      text.append("{\"key\": \"k%d\", \"label\": \"%s\"}%n".formatted(i, "x".repeat(i % 7)));
    }
    Path file = Files.writeString(folder.resolve("a.jsonl"), text.toString().replace("\r", ""));
    long size = Files.size(file);
    for (long step : new long[] {1, 7, 30, 31, 32, 500, size}) {
      List<String> read = new ArrayList<>();
      int blank = 0;
      for (long start = 0; start < size; start += step) {
        AnnotationRange part =
            new AnnotationRange(file.toString(), start, Math.min(size, start + step));
        for (AnnotationEntry entry : read(part, ReadLimits.defaults())) {
          read.add(entry.key());
          blank += entry instanceof ReadFault ? 1 : 0;
        }
      }
      assertEquals(keys, read, "parts of " + step + " bytes");
      assertEquals(8, blank, "labels that are blank");
    }
  }

  @Test
  void largeFilesAreCutIntoPartsAndParquetIsNot() {
    List<AnnotationRange> ranges =
        AnnotationRange.of(
            List.of(Shard.of("a.jsonl", (128L << 20) + 1, 0), Shard.of("b.parquet", 1L << 30, 0)));
    assertEquals(
        List.of(
            new AnnotationRange("a.jsonl", 0, 64 << 20),
            new AnnotationRange("a.jsonl", 64 << 20, 128 << 20),
            new AnnotationRange("a.jsonl", 128 << 20, (128 << 20) + 1),
            new AnnotationRange("b.parquet", 0, 1 << 30)),
        ranges);
  }

  @Test
  void columnsOfParquetMeanWhatFieldsOfLinesDo() throws IOException {
    Path file =
        ParquetShards.write(
            folder.resolve("a.parquet"),
            "message schema { optional binary id (STRING); optional binary label (STRING);"
                + " optional double unknown; optional group objects (LIST) {"
                + " repeated group list { optional group element {"
                + " optional binary label (STRING); optional double score; } } } }",
            1 << 20,
            List.of(
                row -> {
                  row.add("id", "a");
                  row.add("unknown", 1.5);
                  Group objects = row.addGroup("objects");
                  Group dog = objects.addGroup("list").addGroup("element");
                  dog.add("label", "dog");
                  dog.add("score", 0.5);
                },
                row -> row.add("label", "no key"),
                row -> {
                  row.add("id", "b");
                  Group objects = row.addGroup("objects");
                  Group dog = objects.addGroup("list").addGroup("element");
                  dog.add("label", "dog");
                  dog.add("score", Double.NaN);
                }));

    List<AnnotationEntry> entries = read(file);
    assertEquals("a", entries.get(0).key());
    assertEquals(
        List.of(LabelledObject.of("dog", 0.5)),
        KeyedAnnotations.parse(((KeyedAnnotations) entries.get(0)).json(), ReadLimits.defaults())
            .objects());
    assertEquals(new ReadFault("", "annotations have no key"), entries.get(1));
    assertEquals(
        "json: the score of an object is not a finite number",
        ((ReadFault) entries.get(2)).reason());
  }

  @Test
  void aParquetFileWithoutKeysOrOneThatIsCutIsOneFault() throws IOException {
    Path file =
        ParquetShards.write(
            folder.resolve("a.parquet"),
            "message schema { optional binary label (STRING); }",
            1 << 20,
            List.of(row -> row.add("label", "dog")));
    assertEquals(List.of(new ReadFault("", "parquet file has no column key or id")), read(file));

    Files.write(file, new byte[] {1, 2, 3});
    List<AnnotationEntry> entries = read(file);
    assertEquals(1, entries.size());
    assertTrue(entries.toString().contains("truncated or not parquet"), entries::toString);
  }
}
