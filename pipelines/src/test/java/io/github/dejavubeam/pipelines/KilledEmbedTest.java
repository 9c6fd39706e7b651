package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that embeds is killed, as by a power cut, and the same command is given again. */
class KilledEmbedTest {

  private static final int SHARDS = 24;
  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void theOutputIsThatOfAnUndisturbedRunAndNoRecordedShardIsEmbeddedAgain() throws Exception {
    Path input = Files.createDirectory(folder.resolve("input"));
    Path shard = anyShard();
    for (int i = 0; i < SHARDS; i++) {
      Files.copy(shard, input.resolve("shard-%02d.tar".formatted(i)));
    }
    Path whole = folder.resolve("whole");
    assertEquals(Dejavu.COMPLETE, start(input, whole).exitCode());

    Path killed = folder.resolve("killed");
    Random random = new Random(20261124);
    Map<Path, FileTime> recorded = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Program program = start(input, killed);
      int target = recorded.size() / 2 + random.nextInt(SHARDS / KILLS);
      while (program.isAlive() && records(killed).size() <= target) {
        Thread.sleep(1);
      }
      Thread.sleep(random.nextInt(40));
      assertTrue(program.isAlive(), "the run ended before it was killed");
      program.kill();
      recorded.forEach((file, time) -> assertEquals(time, lastModified(file), file::toString));
      for (Path record : records(killed)) {
        recorded.put(record, lastModified(record));
        blocksOf(record).forEach(block -> recorded.put(block, lastModified(block)));
      }
    }
    assertTrue(records(killed).size() > 0 && records(killed).size() < 2 * SHARDS);

    assertEquals(Dejavu.COMPLETE, start(input, killed).exitCode());
    recorded.forEach((file, time) -> assertEquals(time, lastModified(file), file::toString));
    for (String encoder : List.of("mini-clip-a.image", "mini-clip-a.text")) {
      assertEquals(names(whole.resolve(encoder)), names(killed.resolve(encoder)));
      for (String name : names(whole.resolve(encoder))) {
        assertArrayEquals(
            Files.readAllBytes(whole.resolve(encoder).resolve(name)),
            Files.readAllBytes(killed.resolve(encoder).resolve(name)),
            name);
      }
    }
  }

  private static Path anyShard() throws IOException {
    try (Stream<Path> shards = Files.list(StudyRun.SAMPLE.resolve("clipart/public"))) {
      return shards.filter(file -> file.toString().endsWith(".tar")).sorted().findFirst().get();
    }
  }

  private Program start(Path input, Path output) throws IOException {
    return Program.start(
        folder.resolve("log"),
        List.of(
            "embed",
            "--device=cpu",
            "--parallelism=2",
            "--input=" + input,
            "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
            "--output=" + output));
  }

  /** The records of finished shards, of both encoders. */
  private static List<Path> records(Path output) throws IOException {
    List<Path> records = new ArrayList<>();
    for (String encoder : List.of("mini-clip-a.image", "mini-clip-a.text")) {
      for (String name : names(output.resolve(encoder))) {
        if (name.endsWith(".json") && !name.equals("manifest.json")) {
          records.add(output.resolve(encoder).resolve(name));
        }
      }
    }
    return records;
  }

  private static List<Path> blocksOf(Path record) throws IOException {
    String shard = record.getFileName().toString().replaceFirst("\\..*", "");
    return names(record.getParent()).stream()
        .filter(name -> name.startsWith(shard) && name.endsWith(".arrow"))
        .map(record.getParent()::resolve)
        .toList();
  }

  /** Finished files; a killed attempt may leave one under a temporary name. */
  private static Set<String> names(Path directory) throws IOException {
    Set<String> names = new TreeSet<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.list(directory)) {
        files.map(file -> file.getFileName().toString()).forEach(names::add);
      }
    }
    names.removeIf(name -> name.startsWith("."));
    return names;
  }

  private static FileTime lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new AssertionError("a finished file is gone", e);
    }
  }
}
