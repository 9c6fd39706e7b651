package io.github.dejavubeam.transforms.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.ImageOutput;
import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.model.Tagger;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tagger sees the objects of images that have none annotated, and of no others. */
class SeenObjectsTest {

  private static final Path SAMPLE = Path.of("../pipelines/src/sample");
  private static final ModelDirectory CLASSIFIER =
      ModelDirectory.openImageModel(
          "seer",
          SAMPLE.resolve("models/mini-crop-classifier-b").toString(),
          new ImageOutput(Optional.empty(), true));
  private static final EncoderSpec LOGITS = CLASSIFIER.imageEncoder();

  @TempDir Path folder;

  @Test
  void theLabelsOfARowAreThoseWhoseLogitsAreInItsVector() throws IOException {
    ImageTagger tagger = tagger(0.6);
    EmbeddingPlan plan = plan(32).withObjectsSeenBy(tagger);
    Set<Integer> numbers = new HashSet<>();
    for (ShardRecord.Block block : embed(plan, unannotated()).blocks()) {
      VectorBlockFile file = open(plan, block);

      for (int row = 0; row < file.rows(); row++) {
        float[] logits = new float[file.dimension()];
        file.copyRow(row, logits, 0);
        List<LabelledObject> tags = tagger.tagger().tags(logits);
        assertEquals(tags.stream().map(LabelledObject::label).toList(), labels(file, row, 0));
        for (LabelledObject tag : tags) {
          assertTrue(labels(file, row, tag.score()).contains(tag.label()));
          assertFalse(labels(file, row, Math.nextUp(tag.score())).contains(tag.label()));
        }
        numbers.add(tags.size());
      }
    }
    assertTrue(numbers.containsAll(Set.of(0, 1)), "numbers of objects: " + numbers);
  }

  @Test
  void theObjectsOfShardsThatShareABatchGoToTheirOwnRows() throws IOException {
    EmbeddingPlan plan = plan(32).withObjectsSeenBy(tagger(0.6));
    List<Shard> shards = List.of(unannotated(), shard("scenes/train-b"));
    List<byte[]> alone = new ArrayList<>();
    for (Shard shard : shards) {
      alone.addAll(blocks(plan, embed(plan, shard)));
    }
    try (Stream<Path> records = Files.walk(folder)) {
      for (Path file : records.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    List<byte[]> together = new ArrayList<>();
    try (ShardEmbedder embedder = new ShardEmbedder(plan)) {
      for (List<ShardRecord> records : embedder.embed(shards)) {
        together.addAll(blocks(plan, records.get(0)));
      }
    }
    assertEquals(alone.size(), together.size());
    for (int i = 0; i < alone.size(); i++) {
      assertArrayEquals(alone.get(i), together.get(i));
    }
  }

  private static List<byte[]> blocks(EmbeddingPlan plan, ShardRecord record) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    for (ShardRecord.Block block : record.blocks()) {
      blocks.add(Files.readAllBytes(Path.of(plan.folder().block(LOGITS.key(), block.name()))));
    }
    return blocks;
  }

  @Test
  void annotatedObjectsStay() throws IOException {
    Shard annotated = shard("scenes/target-a");
    EmbeddingPlan plan = plan(32);
    EmbeddingPlan seen = plan.withObjectsSeenBy(tagger(0));
    ShardRecord record = embed(plan, annotated);
    ShardRecord seenRecord = embed(seen, annotated);

    VectorBlockFile file = open(plan, record.blocks().get(0));
    VectorBlockFile seenFile = open(seen, seenRecord.blocks().get(0));

    for (int row = 0; row < file.rows(); row++) {
      assertFalse(labels(file, row, 0).isEmpty());
      assertEquals(labels(file, row, 0), labels(seenFile, row, 0));
    }
  }

  @Test
  void rowsSeenByAnotherTaggerOrInOtherBatchesAreOthers() {
    EmbeddingPlan plan = plan(32);
    Shard shard = unannotated();
    Set<String> names = new HashSet<>();
    for (EmbeddingPlan other :
        List.of(
            plan,
            plan.withObjectsSeenBy(tagger(0.5)),
            plan.withObjectsSeenBy(tagger(0.6)),
            plan(8).withObjectsSeenBy(tagger(0.6)))) {
      assertTrue(names.add(new ShardRecords(other).name(shard)));
    }
    assertEquals(new ShardRecords(plan).name(shard), new ShardRecords(plan(8)).name(shard));
    assertNotEquals(tagger(0.5).digest(), tagger(0.6).digest());
  }

  private static List<String> labels(VectorBlockFile file, int row, double minScore) {
    List<String> labels = new ArrayList<>();
    file.forEachLabel(row, minScore, labels::add);
    return labels;
  }

  private static ImageTagger tagger(double threshold) {
    List<String> labels = CLASSIFIER.classes().orElseThrow();
    return new ImageTagger(
        LOGITS, new Tagger(LOGITS.key(), labels, Collections.nCopies(labels.size(), threshold)));
  }

  /** Public scenes have a class, but no objects. */
  private static Shard unannotated() {
    return shard("scenes/public");
  }

  private static Shard shard(String folder) {
    return ShardPatterns.expand("--input", List.of(SAMPLE.resolve(folder).toString())).get(0);
  }

  private static ShardRecord embed(EmbeddingPlan plan, Shard shard) throws IOException {
    try (ShardEmbedder embedder = new ShardEmbedder(plan)) {
      return embedder.embed(List.of(shard)).get(0).get(0);
    }
  }

  private static VectorBlockFile open(EmbeddingPlan plan, ShardRecord.Block block)
      throws IOException {
    return VectorBlockFile.open(Path.of(plan.folder().block(LOGITS.key(), block.name())));
  }

  private EmbeddingPlan plan(int batchSize) {
    return new EmbeddingPlan(
        "input",
        new VectorFolder(folder.toString()),
        List.of(LOGITS),
        true,
        false,
        false,
        null,
        90,
        VectorType.FLOAT32,
        batchSize,
        Placement.CPU,
        1,
        1 << 20,
        ReadLimits.defaults(),
        null);
  }
}
