package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of one key in two shards: one is used, the other is counted and explained. */
class RepeatedKeysTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KEYS = List.of("one", "two", "three", "four");

  @TempDir Path folder;

  @Test
  void whichExampleIsUsedDependsOnItsContentAlone() throws IOException {
    // Captions of target examples count as leaks: the summary tells which of the two are used.
    byte[] known =
        TarShard.first(StudyRun.SAMPLE.resolve("clipart/target-a/target-a-00000.tar"), ".txt");
    TarShard one = new TarShard();
    TarShard other = new TarShard();
    for (String key : KEYS) {
      boolean even = KEYS.indexOf(key) % 2 == 0;
      (even ? one : other).add(key + ".txt", known);
      (even ? other : one).add(key + ".txt", "no target example has this caption");
    }

    Path first = study("first", List.of("a.tar", "b.tar"), one.bytes(), other.bytes());
    Path swapped = study("swapped", List.of("b.tar", "a.tar"), other.bytes(), one.bytes());

    assertEquals(
        Files.readString(first.resolve("summary.json")),
        Files.readString(swapped.resolve("summary.json")));
    JsonNode counts = JSON.readTree(first.resolve("summary.json").toFile()).at("/counts/public");
    assertEquals(
        List.of(153, 149, 4),
        List.of(
            counts.get("read").asInt(),
            counts.get("indexed").asInt(),
            counts.get("skipped").asInt()));
    Map<String, String> left = leftOut(first);
    assertEquals(Set.copyOf(KEYS), left.keySet());
    // Were it for the place, all would come from one shard.
    assertEquals(Set.of("a.tar", "b.tar"), Set.copyOf(left.values()));
    left.replaceAll((key, shard) -> shard.equals("a.tar") ? "b.tar" : "a.tar");
    assertEquals(left, leftOut(swapped));
  }

  /** A study of captions whose public set has two more shards, in the order of these names. */
  private Path study(String name, List<String> order, byte[] a, byte[] b) throws IOException {
    Path shards = Files.createDirectory(folder.resolve(name + "-shards"));
    Files.write(shards.resolve("a.tar"), a);
    Files.write(shards.resolve("b.tar"), b);
    List<String> publicSet = new ArrayList<>();
    publicSet.add(StudyRun.SAMPLE.resolve("clipart/public").toString());
    order.forEach(shard -> publicSet.add(shards.resolve(shard).toString()));
    Path output = folder.resolve(name);
    StudyRun.complete(
        StudyRun.SMALL,
        "--public=" + String.join(",", publicSet),
        "--maxBadFraction=0.1",
        "--output=" + output);
    return output;
  }

  /** The shard of each key that the errors of a study name. */
  private static Map<String, String> leftOut(Path study) throws IOException {
    Map<String, String> shards = new TreeMap<>();
    try (var files = Files.list(study.resolve("errors"))) {
      for (Path file : files.toList()) {
        for (String line : Files.readAllLines(file)) {
          JsonNode error = JSON.readTree(line);
          assertEquals("read", error.get("stage").asText());
          assertEquals("another example of the set has the same key", error.get("reason").asText());
          Path shard = Path.of(error.get("shard").asText());
          shards.put(error.get("key").asText(), shard.getFileName().toString());
        }
      }
    }
    return shards;
  }
}
