package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.transforms.parquet.RecordFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample in img2dataset's parquet shards. */
class ParquetShardsTest {

  private static final Schema OBJECT =
      SchemaBuilder.record("Object")
          .fields()
          .requiredString("label")
          .requiredDouble("score")
          .endRecord();

  private static final Schema EXAMPLE =
      SchemaBuilder.record("Example")
          .fields()
          .requiredString("key")
          .requiredString("status")
          .optionalString("txt")
          .optionalBytes("jpg")
          .name("objects")
          .type(Schema.createArray(OBJECT))
          .noDefault()
          .endRecord();

  @TempDir Path folder;

  @Test
  void aStudyOfParquetIsThatOfTars() throws IOException {
    Path tars = study("tars");
    Path parquet =
        study(
            "parquet",
            "--target=" + parquet("clipart/target-a", "target"),
            "--public=" + parquet("clipart/public", "public"));

    assertEquals(
        Files.readString(tars.resolve("summary.json")),
        Files.readString(parquet.resolve("summary.json")));
  }

  private Path study(String name, String... options) {
    List<String> args = new ArrayList<>(StudyRun.SMALL);
    args.add("--mode=t2i");
    args.remove("--mode=t2t");
    args.addAll(List.of(options));
    Path output = folder.resolve(name);
    StudyRun.complete(args, "--output=" + output);
    return output;
  }

  /** A directory with the examples of a set of the sample in a parquet file. */
  private Path parquet(String set, String name) throws IOException {
    Map<String, GenericRecord> rows = new LinkedHashMap<>();
    List<Path> shards;
    try (Stream<Path> files = Files.list(StudyRun.SAMPLE.resolve(set))) {
      shards = files.filter(file -> file.toString().endsWith(".tar")).sorted().toList();
    }
    for (Path shard : shards) {
      try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(shard))) {
        for (TarArchiveEntry member = tar.getNextEntry();
            member != null;
            member = tar.getNextEntry()) {
          String path = member.getName();
          int dot = path.indexOf('.', path.lastIndexOf('/') + 1);
          fill(
              rows.computeIfAbsent(path.substring(0, dot), ParquetShardsTest::row),
              path.substring(dot + 1),
              tar.readAllBytes());
        }
      }
    }
    Path directory = Files.createDirectories(folder.resolve(name));
    try (FileChannel channel =
            FileChannel.open(
                directory.resolve("00000.parquet"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.WRITE);
        ParquetWriter<GenericRecord> writer = RecordFile.open(channel, EXAMPLE)) {
      for (GenericRecord row : rows.values()) {
        writer.write(row);
      }
    }
    return directory;
  }

  private static GenericRecord row(String key) {
    GenericRecord row = new GenericData.Record(EXAMPLE);
    row.put("key", key);
    row.put("status", "success");
    row.put("objects", List.of());
    return row;
  }

  private static void fill(GenericRecord row, String extension, byte[] content) throws IOException {
    switch (extension) {
      case "txt" -> row.put("txt", new String(content, StandardCharsets.UTF_8));
      case "json" -> {
        List<GenericRecord> objects = new ArrayList<>();
        for (JsonNode object : new ObjectMapper().readTree(content).get("objects")) {
          GenericRecord entry = new GenericData.Record(OBJECT);
          entry.put("label", object.get("label").asText());
          entry.put("score", object.path("score").asDouble(1));
          objects.add(entry);
        }
        row.put("objects", objects);
      }
      default -> row.put("jpg", ByteBuffer.wrap(content));
    }
  }
}
