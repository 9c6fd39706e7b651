package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionTest {

  private static final String SIZES = "--examplesPerClass=3";

  @TempDir Path folder;

  @Test
  void partsAreDisjointBalancedAndTheSameHoweverTheDataIsCut() throws IOException {
    Path one = folder.resolve("one");
    StudyRun run =
        StudyRun.complete(
            List.of("partition", SIZES, "--sharedPerClass=2", "--publicPerClass=4"),
            "--input=" + shards("one", 1),
            "--output=" + one);
    Path other = folder.resolve("other");
    StudyRun.complete(
        List.of("partition", SIZES, "--sharedPerClass=2", "--publicPerClass=4"),
        "--input=" + shards("other", 5),
        "--output=" + other,
        "--runner=DirectRunner");

    Set<String> all = new HashSet<>();
    int listed = 0;
    for (String part : List.of("a", "b", "shared", "public")) {
      List<String> keys = Files.readAllLines(one.resolve(part + ".txt"));
      assertEquals(keys, Files.readAllLines(other.resolve(part + ".txt")));
      assertEquals(keys.stream().sorted().toList(), keys);
      for (String label : List.of("dog", "cat")) {
        assertEquals(size(part), keys.stream().filter(key -> key.startsWith(label)).count(), part);
      }
      if (part.equals("a") || part.equals("b")) {
        assertTrue(keys.stream().allMatch(key -> key.endsWith("-boxed")), keys.toString());
      }
      all.addAll(keys);
      listed += keys.size();
    }
    assertEquals(listed, all.size());
    assertTrue(run.out().contains("keys in two places: 0"), run.out());
    assertTrue(run.out().contains("classes too small, left out: 1"), run.out());
    assertTrue(run.out().contains("left out, no label: 1"), run.out());
    assertTrue(run.out().contains("left out, json cannot be parsed: 1"), run.out());
  }

  @Test
  void anEmptyPartAIsRefused() {
    StudyRun run =
        StudyRun.of(
            List.of(
                "partition",
                "--examplesPerClass=0",
                "--input=" + StudyRun.SAMPLE.resolve("clipart/public"),
                "--output=" + folder.resolve("refused")));

    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("A and B need an example of every class"), run.err());
  }

  private static long size(String part) {
    return switch (part) {
      case "shared" -> 2;
      case "public" -> 4;
      default -> 3;
    };
  }

  /** 20 dogs and 20 cats, every other with a box, and one bird. */
  private String shards(String name, int count) throws IOException {
    List<TarShard> shards = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      shards.add(new TarShard());
    }
    for (int i = 0; i < 41; i++) {
      String label = i == 40 ? "bird" : i < 20 ? "dog" : "cat";
      boolean boxed = i % 2 == 0;
      shards
          .get(i % count)
          .add(
              label + i + (boxed ? "-boxed" : "") + ".json",
              "{\"label\": \""
                  + label
                  + "\", \"objects\": [{\"label\": \"o\""
                  + (boxed ? ", \"box\": [0, 0, 1, 1]" : "")
                  + "}]}");
    }
    shards.get(0).add("nameless.json", "{}").add("broken.json", "{");
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      paths.add(Files.write(folder.resolve(name + i + ".tar"), shards.get(i).bytes()).toString());
    }
    return String.join(",", paths);
  }
}
