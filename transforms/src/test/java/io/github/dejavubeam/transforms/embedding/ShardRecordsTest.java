package io.github.dejavubeam.transforms.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard is on record with what decides its vectors, and only while its blocks are of that. */
class ShardRecordsTest {

  private static final Path SAMPLE = Path.of("../pipelines/src/sample");
  private static final Shard SHARD =
      ShardPatterns.expand("--input", List.of(SAMPLE.resolve("clipart/heldout").toString())).get(0);
  private static final EncoderSpec ENCODER =
      ModelDirectory.open("a", SAMPLE.resolve("models/mini-clip-a").toString()).textEncoder();

  @TempDir Path folder;
  private EmbeddingPlan plan;
  private ShardRecord record;

  @BeforeEach
  void embedInFloat32() throws IOException {
    plan = plan(VectorType.FLOAT32, 32);
    record = embed(plan);
    assertEquals(2, record.blocks().size());
  }

  @Test
  void aFinishedShardIsOnRecord() throws IOException {
    assertEquals(Optional.of(record), new ShardRecords(plan).find(SHARD, ENCODER));
  }

  @Test
  void otherTypesOfVectorsAndOtherBatchesAreNotOnRecord() throws IOException {
    for (EmbeddingPlan other : List.of(plan(VectorType.FLOAT16, 32), plan(plan.vectorType(), 8))) {
      assertEquals(Optional.empty(), new ShardRecords(other).find(SHARD, ENCODER));
    }
  }

  @Test
  void aShardWhoseBlocksAreReplacedHalfwayIsNotOnRecordAsItWas() throws IOException {
    Files.writeString(Path.of(plan.folder().manifest(ENCODER.key())), "of the finished store");
    Path last = Path.of(plan.folder().block(ENCODER.key(), record.blocks().get(1).name()));
    Files.delete(last);
    Files.writeString(Files.createDirectory(last).resolve("file"), "in the way");

    assertThrows(IOException.class, () -> embed(plan(VectorType.FLOAT16, 32)));

    assertEquals(Optional.empty(), new ShardRecords(plan).find(SHARD, ENCODER));
    assertFalse(Files.exists(Path.of(plan.folder().manifest(ENCODER.key()))));
  }

  @Test
  void shardsEmbeddedTogetherHaveTheBytesOfEachAlone() throws IOException {
    List<Shard> shards = new ArrayList<>(List.of(SHARD));
    for (String more : List.of("clipart/target-a", "clipart/public")) {
      shards.addAll(ShardPatterns.expand("--input", List.of(SAMPLE.resolve(more).toString())));
    }
    try (ShardEmbedder embedder = new ShardEmbedder(plan)) {
      for (Shard shard : shards) {
        embedder.embed(List.of(shard));
      }
      Map<Path, byte[]> alone = files();
      // The first is on record still.
      for (Path file : alone.keySet()) {
        if (!file.getFileName().toString().startsWith(new ShardRecords(plan).name(SHARD))) {
          Files.delete(file);
        }
      }
      assertEquals(record, embedder.embed(shards).get(0).get(0));
      Map<Path, byte[]> together = files();
      assertEquals(alone.keySet(), together.keySet());
      alone.forEach((file, bytes) -> assertArrayEquals(bytes, together.get(file), file::toString));
    }
  }

  private Map<Path, byte[]> files() throws IOException {
    Map<Path, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file, Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static ShardRecord embed(EmbeddingPlan plan) throws IOException {
    try (ShardEmbedder embedder = new ShardEmbedder(plan)) {
      return embedder.embed(List.of(SHARD)).get(0).get(0);
    }
  }

  private EmbeddingPlan plan(VectorType type, int batchSize) {
    return new EmbeddingPlan(
        "input",
        new VectorFolder(folder.toString()),
        List.of(ENCODER),
        false,
        true,
        false,
        null,
        40,
        type,
        batchSize,
        Placement.CPU,
        1,
        1,
        ReadLimits.defaults(),
        null);
  }
}
