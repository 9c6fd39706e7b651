package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.Tars.tar;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.fuzz.FuzzTarget;
import io.github.dejavubeam.transforms.fuzz.InputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Shards and annotations, in the formats that they have. */
public final class ShardTargets {

  private static final int BLOCK = 512;
  private static final ReadLimits LIMITS =
      new ReadLimits(1 << 20, 10_000, 1 << 20, 100, 1_000, 1_024, 1_024);

  private static final List<String> JSON =
      List.of(
          "{\"key\": \"a\", \"label\": \"cat\", \"caption\": \"a cat\", \"objects\": [{\"label\":"
              + " \"cat\", \"score\": 0.5, \"foreground\": true, \"box\": [1, 2.5, 30, 4e1]}],"
              + " \"crop_tags\": [{\"label\": \"grass\", \"score\": 0.25}]}",
          "{\"id\": 7, \"objects\": [{\"label\": \"cat\"}, {\"label\": \"\\u00e9t\\ud83d\\ude00\"}],"
              + " \"other\": {\"deep\": [[[1]]]}, \"label\": 3}",
          "{\"key\":\"b\",\"crop_tags\":[{\"label\":\"sky\"}],\"label\":\"x\"}");

  private static final String ANNOTATED =
      "message schema { optional binary key (STRING); optional binary label (STRING); optional"
          + " group objects (LIST) { repeated group list { optional group element { optional binary"
          + " label (STRING); optional double score; } } } optional group crop_tags (LIST) { repeated"
          + " group list { optional group element { optional binary label (STRING); } } } }";

  private ShardTargets() {}

  /** The targets; those that read files put them into that folder. */
  public static List<FuzzTarget> in(Path folder) {
    return List.of(
        new TarTarget(),
        new JsonTarget(),
        new LinesTarget(new InputFile(folder.resolve("annotations.jsonl"))),
        new ParquetShardTarget(new InputFile(folder.resolve("shard.parquet"))),
        new ParquetAnnotationsTarget(new InputFile(folder.resolve("annotations.parquet"))));
  }

  private static boolean anyExample(ShardReader reader) throws IOException {
    boolean any = false;
    for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
      any |= entry instanceof Example;
    }
    return any;
  }

  private static boolean anyAnnotations(Path file) throws IOException {
    boolean any = false;
    for (AnnotationRange range :
        AnnotationRange.of(List.of(Shard.of(file.toString(), Files.size(file), 0)))) {
      try (AnnotationReader reader = AnnotationReader.open(range, LIMITS)) {
        for (AnnotationEntry entry = reader.next(); entry != null; entry = reader.next()) {
          if (entry instanceof KeyedAnnotations annotations) {
            // What was kept of a line is parsed again where it is joined.
            KeyedAnnotations.parse(annotations.json(), LIMITS);
            any = true;
          }
        }
      }
    }
    return any;
  }

  private record TarTarget() implements FuzzTarget {

    @Override
    public String name() {
      return "tar";
    }

    @Override
    public List<byte[]> seeds() {
      return List.of(
          tar().example("a").example("long/".repeat(40) + "b").member("c.cls", "3").bytes(),
          tar()
              .longNamesAs(TarArchiveOutputStream.LONGFILE_GNU)
              .example("long/".repeat(40) + "b")
              .member("a.jpg", new byte[700])
              .member("a.txt", "caption")
              .bytes(),
          tar()
              .paxHeader(TarConstants.LF_PAX_EXTENDED_HEADER_LC, "path=p.jpg", "size=3", "mtime=1.5")
              .member("c.jpg", new byte[3])
              .special("link.jpg", TarConstants.LF_SYMLINK)
              .member("d.json", JSON.get(0))
              .bytes());
    }

    @Override
    public void repair(byte[] input) {
      for (int header = 0; header + BLOCK <= input.length; header += BLOCK) {
        if (input[header] != 0) {
          Tars.fixChecksum(input, header);
        }
      }
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
      try (WebDatasetReader reader =
          new WebDatasetReader(new ByteArrayInputStream(input), LIMITS)) {
        return anyExample(reader);
      }
    }
  }

  private static List<byte[]> json() {
    List<byte[]> seeds = new ArrayList<>();
    JSON.forEach(text -> seeds.add(text.getBytes(StandardCharsets.UTF_8)));
    return seeds;
  }

  private record JsonTarget() implements FuzzTarget {

    @Override
    public String name() {
      return "json";
    }

    @Override
    public List<byte[]> seeds() {
      return json();
    }

    @Override
    public boolean accepts(byte[] input) {
      try {
        new AnnotationsParser(LIMITS).parse(input);
        return true;
      } catch (InvalidMemberException e) {
        return false;
      }
    }
  }

  private record LinesTarget(InputFile file) implements FuzzTarget {

    @Override
    public String name() {
      return "jsonl";
    }

    @Override
    public List<byte[]> seeds() {
      List<byte[]> seeds = json();
      seeds.add(String.join("\n", JSON).getBytes(StandardCharsets.UTF_8));
      return seeds;
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
      return anyAnnotations(file.of(input));
    }
  }

  private record ParquetShardTarget(InputFile file) implements FuzzTarget {

    @Override
    public String name() {
      return "parquet-shard";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
      List<ParquetShards.Row> rows = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        rows.add(ParquetShards.fetched("key" + i));
      }
      ParquetShards.write(file.path(), ParquetShards.IMG2DATASET, 1_000, rows);
      return List.of(Files.readAllBytes(file.path()));
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
      Path path = file.of(input);
      try (ShardReader reader =
          ShardReader.open(Shard.of(path.toString(), input.length, 0), LIMITS)) {
        return anyExample(reader);
      }
    }
  }

  private record ParquetAnnotationsTarget(InputFile file) implements FuzzTarget {

    @Override
    public String name() {
      return "parquet-annotations";
    }

    @Override
    public List<byte[]> seeds() throws IOException {
      List<ParquetShards.Row> rows = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String key = "key" + i;
        rows.add(
            row -> {
              row.add("key", key);
              row.add("label", "cat");
              row.addGroup("objects")
                  .addGroup("list")
                  .addGroup("element")
                  .append("label", "cat")
                  .append("score", 0.5);
              row.addGroup("crop_tags").addGroup("list").addGroup("element").append("label", "grass");
            });
      }
      ParquetShards.write(file.path(), ANNOTATED, 1_000, rows);
      return List.of(Files.readAllBytes(file.path()));
    }

    @Override
    public boolean accepts(byte[] input) throws IOException {
      return anyAnnotations(file.of(input));
    }
  }
}
