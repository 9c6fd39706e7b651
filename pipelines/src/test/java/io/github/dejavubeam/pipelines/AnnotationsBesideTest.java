package io.github.dejavubeam.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose annotations lie beside the data. */
class AnnotationsBesideTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path target;
  private static Path publicSet;
  private static Path inline;
  private static final List<String> lines = new ArrayList<>();
  private static int targets;
  private static int runs;

  @BeforeAll
  static void takeAnnotationsOutOfShards() throws IOException {
    target = withoutAnnotations("clipart/target-a", "target.tar");
    targets = lines.size();
    publicSet = withoutAnnotations("clipart/public", "public.tar");
    inline = study();
  }

  @Test
  void aStudyIsTheSameWhereverItsAnnotationsAre() throws IOException {
    Path half = folder.resolve("half.jsonl");
    Files.write(half, lines.subList(0, 100));
    Path rest = folder.resolve("rest.jsonl");
    Files.write(rest, lines.subList(100, lines.size()));
    String both = "--annotations=" + half + "," + rest;
    Path beside = study("--target=" + target, "--public=" + publicSet, both);
    Path direct =
        study(
            "--target=" + target,
            "--public=" + publicSet,
            "--blockRows=50",
            "--runner=DirectRunner",
            "--enforceImmutability=false",
            "--enforceEncodability=false",
            both);

    assertEquals(summary(inline), summary(beside));
    assertEquals(summary(inline), summary(direct));
    JsonNode counts = manifest(beside).get("annotations");
    assertEquals(
        List.of(lines.size(), 0, 0, 0, targets, 0, lines.size() - targets, 0),
        Stream.of(
                "read",
                "skipped",
                "repeated",
                "withoutExample",
                "annotatedTarget",
                "notAnnotatedTarget",
                "annotatedPublic",
                "notAnnotatedPublic")
            .map(count -> counts.get(count).asInt())
            .toList());
  }

  @Test
  void vectorsThatWereMadeBeforeAreAnnotatedLikewise() throws IOException {
    Path vectors = folder.resolve("vectors");
    StudyRun.complete(
        List.of("embed", "--parallelism=1", "--modality=text"),
        "--input=" + publicSet,
        "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
        "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
        "--output=" + vectors);
    Path targetLines = Files.write(folder.resolve("t.jsonl"), lines.subList(0, targets));
    Path publicLines = Files.write(folder.resolve("p.jsonl"), lines.subList(targets, lines.size()));
    List<String> args = new ArrayList<>(StudyRun.SMALL);
    args.set(0, "vlm");
    Path output = folder.resolve("study-" + runs++);
    StudyRun.complete(
        args,
        "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
        "--target=" + target,
        "--control=" + StudyRun.SAMPLE.resolve("clipart/heldout"),
        "--publicVectors=" + vectors,
        "--targetAnnotations=" + targetLines,
        "--publicAnnotations=" + publicLines,
        "--minScore=1",
        "--output=" + output);

    assertEquals(summary(inline), summary(output));
    assertEquals(targets, manifest(output).at("/targetAnnotations/annotatedTarget").asInt());
    assertEquals(0, manifest(output).at("/publicAnnotations/notAnnotatedPublic").asInt());
  }

  @Test
  void whatIsWrongWithAnnotationsIsCountedAndExplained() throws IOException {
    List<String> some = new ArrayList<>(lines.subList(1, lines.size()));
    some.add(lines.get(5));
    some.add("{\"key\": \"no example\", \"objects\": []}");
    String key = JSON.readTree(lines.get(7)).get("key").asText();
    // Of two that differ the one whose text is least counts: this one has no objects.
    some.add("{\"key\": \"" + key + "\", \"crop_tags\": [], \"objects\": []}");
    some.add("not json");
    Path file = Files.write(folder.resolve("some.jsonl"), some);
    Path output = study("--target=" + target, "--public=" + publicSet, "--annotations=" + file);

    JsonNode counts = manifest(output).get("annotations");
    assertEquals(some.size(), counts.get("read").asInt());
    assertEquals(2, counts.get("skipped").asInt());
    assertEquals(1, counts.get("repeated").asInt());
    assertEquals(1, counts.get("withoutExample").asInt());
    assertEquals(1, counts.get("notAnnotatedTarget").asInt());
    JsonNode read = manifest(output).at("/counts/target");
    JsonNode before = manifest(inline).at("/counts/target");
    assertEquals(before.get("unlabelled").asInt() + 2, read.get("unlabelled").asInt());
    String errors = errors(output);
    assertTrue(errors.contains("json cannot be parsed"), errors);
    assertTrue(
        errors.contains(
            "\"key\":\"" + key + "\",\"stage\":\"join\",\"reason\":\"other annotations have"),
        errors);
  }

  @Test
  void annotationsOfWhichTooManyAreBadEndTheJob() throws IOException {
    List<String> bad = new ArrayList<>(lines);
    for (int i = 0; i < 20; i++) {
      bad.add("{\"label\": \"dog\"}");
    }
    StudyRun run = run(Files.write(folder.resolve("bad.jsonl"), bad));

    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(run.err().contains("20 x read: annotations have no key"), run.err());
  }

  @Test
  void keysThatAreSpelledInAnotherWayAreShown() throws IOException {
    StudyRun run =
        run(
            Files.writeString(
                folder.resolve("names.jsonl"), "{\"key\": \"a.jpg\", \"objects\": []}\n"));

    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(
        run.err().contains("no key of --annotations is that of an example: 'a.jpg' is one there"),
        run.err());
  }

  @Test
  void oneSetIsGivenAnnotationsByOneOption() throws IOException {
    Path file = Files.write(folder.resolve("twice.jsonl"), lines);
    StudyRun run = run(file, "--targetAnnotations=" + file);

    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("--annotations annotates both sets"), run.err());
  }

  private static StudyRun run(Path annotations, String... more) {
    List<String> args = new ArrayList<>(StudyRun.SMALL);
    args.addAll(List.of(more));
    args.add("--target=" + target);
    args.add("--public=" + publicSet);
    args.add("--annotations=" + annotations);
    args.add("--output=" + folder.resolve("study-" + runs++));
    return StudyRun.of(args);
  }

  private static Path study(String... options) {
    Path output = folder.resolve("study-" + runs++);
    List<String> args = new ArrayList<>(StudyRun.SMALL);
    args.addAll(List.of(options));
    StudyRun.complete(args, "--output=" + output);
    return output;
  }

  /** A shard of a set of the sample with all but its annotations, which become lines. */
  private static Path withoutAnnotations(String set, String name) throws IOException {
    TarShard shard = new TarShard();
    List<Path> files;
    try (Stream<Path> found = Files.list(StudyRun.SAMPLE.resolve(set))) {
      files = found.filter(file -> file.toString().endsWith(".tar")).sorted().toList();
    }
    for (Path file : files) {
      try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(file))) {
        for (TarArchiveEntry member = tar.getNextEntry();
            member != null;
            member = tar.getNextEntry()) {
          byte[] content = tar.readAllBytes();
          String path = member.getName();
          if (path.endsWith(".json")) {
            ObjectNode line = (ObjectNode) JSON.readTree(content);
            line.put("key", path.substring(0, path.length() - ".json".length()));
            lines.add(new String(JSON.writeValueAsBytes(line), UTF_8));
          } else {
            shard.add(path, content);
          }
        }
      }
    }
    return Files.write(folder.resolve(name), shard.bytes());
  }

  private static String summary(Path output) throws IOException {
    return Files.readString(output.resolve("summary.json"));
  }

  private static JsonNode manifest(Path output) throws IOException {
    return JSON.readTree(output.resolve("manifest.json").toFile());
  }

  private static String errors(Path output) throws IOException {
    StringBuilder errors = new StringBuilder();
    try (Stream<Path> files = Files.list(output.resolve("errors"))) {
      for (Path file : files.toList()) {
        errors.append(Files.readString(file));
      }
    }
    return errors.toString();
  }
}
