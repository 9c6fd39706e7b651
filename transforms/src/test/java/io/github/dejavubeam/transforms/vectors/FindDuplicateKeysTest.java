package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of the rows of one key that with the least content stays, the others are found. */
@ExtendWith(TestPipelineExtension.class)
class FindDuplicateKeysTest {

  private static final String ENCODER = "clip.image";

  @TempDir Path folder;

  /** Row after row by block, each a key and what its hash consists of. */
  private final List<List<KV<String, Integer>>> blocks = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void isWhatComparingAllWithAllFinds(int seed, TestPipeline pipeline) throws IOException {
    Random random = new Random(seed);
    for (int block = 0; block < 8; block++) {
      List<KV<String, Integer>> rows = new ArrayList<>();
      for (int row = 0; row <= random.nextInt(60); row++) {
        // Few contents: of equal ones the first row stays.
        rows.add(KV.of("key " + random.nextInt(150), random.nextInt(5) * 60));
      }
      blocks.add(rows);
    }
    find(pipeline, Set.of(RowReference.of(0, 0), RowReference.of(3, 0)));
  }

  @Test
  void aKeyThatAllRowsHaveIsAKeyLikeOthers(TestPipeline pipeline) throws IOException {
    for (int block = 0; block < 10; block++) {
      List<KV<String, Integer>> rows = new ArrayList<>();
      for (int row = 0; row < 400; row++) {
        rows.add(KV.of("", 255 - (block + row) % 250));
      }
      blocks.add(rows);
    }
    find(pipeline, Set.of());
  }

  @Test
  void nothingIsFoundWhereKeysAreUnique(TestPipeline pipeline) throws IOException {
    blocks.add(List.of(KV.of("a", 1), KV.of("b", 1)));
    blocks.add(List.of(KV.of("c", 1)));
    find(pipeline, Set.of());
  }

  private void find(TestPipeline pipeline, Set<Long> excluded) throws IOException {
    VectorFolder vectors = new VectorFolder(folder.toString());
    List<VectorBlock> names = new ArrayList<>();
    for (int block = 0; block < blocks.size(); block++) {
      String name = "block-" + block;
      write(Path.of(vectors.block(ENCODER, name)), blocks.get(block));
      names.add(VectorBlock.of(name, "shard-" + block, blocks.get(block).size()));
    }
    PCollection<VectorBlock> written = pipeline.apply("Blocks", Create.of(names));
    SplitBlocks split =
        new SplitBlocks(
            vectors,
            new KeyBlocks(vectors, ENCODER),
            written.apply(Combine.globally(new CollectBlocks()).asSingletonView()),
            pipeline
                .apply("Excluded", Create.of(excluded).withCoder(VarLongCoder.of()))
                .apply(View.asList()),
            1 << 30);

    PCollection<KV<String, Long>> found = written.apply(FindDuplicateKeys.of(split));

    PAssert.that(found).containsInAnyOrder(expected(excluded));
    pipeline.run().waitUntilFinish();
  }

  private static void write(Path file, List<KV<String, Integer>> keys) throws IOException {
    Files.createDirectories(file.getParent());
    BlockRows rows = new BlockRows();
    for (KV<String, Integer> key : keys) {
      rows.add(new BlockRows.Row(key.getKey(), null, null, hash(key.getValue()), List.of()));
    }
    try (FileChannel out =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      VectorBlockWriter.write(out, rows, new float[keys.size()], 1, VectorType.FLOAT32);
    }
  }

  private List<KV<String, Long>> expected(Set<Long> excluded) {
    Map<String, List<KeyOccurrence>> byKey = new TreeMap<>();
    for (int block = 0; block < blocks.size(); block++) {
      for (int row = 0; row < blocks.get(block).size(); row++) {
        long reference = RowReference.of(block, row);
        if (!excluded.contains(reference)) {
          KV<String, Integer> key = blocks.get(block).get(row);
          byKey
              .computeIfAbsent(key.getKey(), missing -> new ArrayList<>())
              .add(new KeyOccurrence(hash(key.getValue()), reference));
        }
      }
    }
    List<KV<String, Long>> others = new ArrayList<>();
    byKey.forEach(
        (key, occurrences) ->
            occurrences.stream()
                .sorted()
                .skip(1)
                .forEach(other -> others.add(KV.of(key, other.row()))));
    return others;
  }

  @Test
  void occurrencesAreOrderedByUnsignedContentThenByRow() throws Exception {
    KeyOccurrence first = new KeyOccurrence(hash(0x7f), 9);
    KeyOccurrence second = new KeyOccurrence(hash(0x80), 3);
    KeyOccurrence third = new KeyOccurrence(hash(0x80), 1L << 40);
    assertTrue(first.compareTo(second) < 0);
    assertTrue(second.compareTo(third) < 0);
    assertEquals(second, new KeyOccurrence(hash(0x80), 3));
    CoderProperties.coderDecodeEncodeEqual(KeyOccurrence.CODER, third);
  }

  private static byte[] hash(int value) {
    byte[] bytes = new byte[16];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
