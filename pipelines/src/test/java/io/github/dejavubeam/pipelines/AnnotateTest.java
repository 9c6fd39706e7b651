package io.github.dejavubeam.pipelines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations of other formats, put into shards. */
class AnnotateTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  @Test
  void boxesOfCocoAreInTheAnnotatedShard() throws IOException {
    Path shard =
        Files.write(
            folder.resolve("images.tar"),
            new TarShard()
                .add("000139.jpg", "an image")
                .add("000139.txt", "a caption")
                .add("000139.json", "{\"url\": \"u\", \"objects\": [{\"label\": \"x\"}]}")
                .add("000139.cls", "old class")
                .add("000139.seg.png", "not of the example")
                .add("000007.jpg", "another image")
                .add("000008.jpg", "one without annotations")
                .add("000008.cls", "its class")
                .bytes());
    Path coco =
        Files.writeString(
            folder.resolve("instances.json"),
            "{\"images\": [{\"id\": 1, \"file_name\": \"000139.jpg\"}, {\"id\": 2, \"file_name\":"
                + " \"000007.jpg\"}, {\"id\": 3, \"file_name\": \"000999.jpg\"}], \"annotations\":"
                + " [{\"image_id\": 1, \"category_id\": 5, \"bbox\": [1, 2, 3, 4]}],"
                + " \"categories\": [{\"id\": 5, \"name\": \"dog\"}]}");
    Path lines = folder.resolve("coco.jsonl");
    StudyRun converted =
        StudyRun.complete(
            List.of("annotations", "--from=coco", "--input=" + coco, "--output=" + lines));
    assertTrue(converted.out().contains("3 examples with 1 objects"), converted.out());
    Path labels =
        Files.writeString(
            folder.resolve("classes.jsonl"), "{\"key\": \"000007\", \"label\": \"cat\"}\n");

    Path output = folder.resolve("annotated");
    StudyRun.complete(
        List.of("annotate", "--input=" + shard, "--output=" + output, "--annotations=" + lines));
    Map<String, String> members = members(output.resolve("shard-00000.tar"));
    assertEquals(
        List.of(
            "000139.jpg",
            "000139.txt",
            "000139.cls",
            "000139.json",
            "000007.jpg",
            "000007.json",
            "000008.jpg",
            "000008.cls"),
        List.copyOf(members.keySet()));
    JsonNode annotated = JSON.readTree(members.get("000139.json"));
    assertEquals("u", annotated.get("url").asText());
    assertEquals(
        "[{\"label\":\"dog\",\"box\":[1.0,2.0,4.0,6.0]}]", annotated.get("objects").toString());
    JsonNode manifest = JSON.readTree(output.resolve("manifest.json").toFile());
    assertEquals(3, manifest.get("read").asInt());
    assertEquals(
        List.of(3, 1, 2, 1),
        List.of(
            manifest.at("/annotations/read").asInt(),
            manifest.at("/annotations/withoutExample").asInt(),
            manifest.at("/annotations/annotatedInput").asInt(),
            manifest.at("/annotations/notAnnotatedInput").asInt()));

    Path again = folder.resolve("again");
    StudyRun.complete(
        List.of(
            "annotate",
            "--runner=DirectRunner",
            "--input=" + shard,
            "--output=" + again,
            "--annotations=" + lines));
    assertArrayEquals(
        Files.readAllBytes(output.resolve("shard-00000.tar")),
        Files.readAllBytes(again.resolve("shard-00000.tar")));

    Path classes = folder.resolve("with-classes");
    StudyRun.complete(
        List.of(
            "annotate",
            "--input=" + output.resolve("shard-00000.tar"),
            "--output=" + classes,
            "--annotations=" + labels));
    members = members(classes.resolve("shard-00000.tar"));
    assertEquals("cat", JSON.readTree(members.get("000007.json")).get("label").asText());
    assertEquals("old class", members.get("000139.cls"));
  }

  @Test
  void otherOptionsThanThereAreAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), "{}");
    for (List<String> wrong :
        List.of(
            List.of("annotations", "--from=yolo", "choose from coco, voc"),
            List.of("annotations", "--from=voc", "give one folder of XML files"),
            List.of("annotations", "--from=coco", "no list of images or none of annotations"),
            List.of("annotate", "--annotations=" + file, "only tars can be annotated"))) {
      Path output = folder.resolve("out");
      StudyRun run =
          StudyRun.of(List.of(wrong.get(0), wrong.get(1), "--input=" + file, "--output=" + output));
      assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
      assertTrue(run.err().contains(wrong.get(2)), run.err());
      assertFalse(Files.isRegularFile(output), "half a file is left");
    }
  }

  private static Map<String, String> members(Path shard) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(Files.newInputStream(shard))) {
      for (TarArchiveEntry member = tar.getNextEntry();
          member != null;
          member = tar.getNextEntry()) {
        members.put(member.getName(), new String(tar.readAllBytes(), UTF_8));
      }
    }
    return members;
  }
}
