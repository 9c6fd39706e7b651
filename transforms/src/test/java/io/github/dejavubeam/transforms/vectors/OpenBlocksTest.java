package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of a remote folder, each of which is opened there whenever it is mapped anew. */
class OpenBlocksTest {

  private static final int BLOCKS = 16;
  private static final int FEW = 8;

  @TempDir Path store;
  private final AtomicInteger opened = new AtomicInteger();
  private VectorFolder folder;
  private BlockIndex index;

  @BeforeEach
  void writeBlocks() throws IOException {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    RemoteFiles.opening =
        file -> {
          opened.incrementAndGet();
          return RemoteFiles.plain(file);
        };
    folder = new VectorFolder(RemoteFiles.name(store));
    Files.createDirectory(store.resolve("clip.text"));
    List<VectorBlock> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(VectorBlock.of("block" + (char) ('a' + i), "shard", 1));
      write(blocks.get(i).name(), i);
    }
    index = new BlockIndex(blocks);
  }

  private void write(String name, float component) throws IOException {
    BlockRows rows = new BlockRows();
    List<LabelledObject> objects =
        List.of(LabelledObject.of("likely " + name, 0.5), LabelledObject.of("hardly", 0.4));
    rows.add(
        new BlockRows.Row(
            name, null, null, new byte[16], objects, "class of " + name, List.of(), null));
    try (FileChannel out =
        FileChannel.open(
            store.resolve("clip.text").resolve(name + ".arrow"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE)) {
      VectorBlockWriter.write(out, rows, new float[] {component}, 1, VectorType.FLOAT32);
    }
  }

  @AfterEach
  void openPlainly() {
    RemoteFiles.opening = RemoteFiles::plain;
  }

  @Test
  void aRemoteBlockReadsAsTheLocalOne() {
    BlockCache cache = new BlockCache(1 << 20);
    for (int pass = 0; pass < 2; pass++) {
      try (OpenBlocks blocks = open(cache, BLOCKS, FEW)) {
        assertVectors(blocks);
        assertTrue(blocks.compare(RowReference.of(0, 0), RowReference.of(1, 0)) < 0);
      }
    }
    assertEquals(BLOCKS, opened.get());
  }

  @Test
  void withoutRoomASearchKeepsAFewBlocksAndALookUpAll() {
    try (OpenBlocks blocks = open(new BlockCache(1), BLOCKS, FEW)) {
      assertVectors(blocks);
      // Asking for each closed the oldest, so that it is copied again.
      blocks.get(0);
      assertEquals(BLOCKS + 1, opened.get());
      blocks.get(BLOCKS - 1);
      assertEquals(BLOCKS + 1, opened.get());
    }
    opened.set(0);
    try (OpenBlocks blocks = open(new BlockCache(1), BLOCKS, BLOCKS)) {
      assertVectors(blocks);
      assertVectors(blocks);
      assertEquals(BLOCKS, opened.get());
    }
  }

  @Test
  void noMoreBlocksStayThanMay() {
    try (OpenBlocks blocks = open(new BlockCache(1), FEW, FEW)) {
      assertVectors(blocks);
      for (int i = BLOCKS - FEW; i < BLOCKS; i++) {
        blocks.get(i);
      }
      assertEquals(BLOCKS, opened.get());
      blocks.get(BLOCKS - FEW - 1);
      assertEquals(BLOCKS + 1, opened.get());
    }
  }

  @Test
  void aBlockCanBeReadForAsLongAsItIsReferredTo() throws IOException {
    OpenBlocks blocks = open(new BlockCache(1), 1, 1);
    VectorBlockFile first = blocks.get(0);
    blocks.get(1);
    blocks.close();
    assertEquals("blocka", first.id(0));
    assertEquals("class of blocka", first.label(0));
  }

  @Test
  void whatIsWrongWithABlockIsSaidOfItsRemoteName() throws IOException {
    Files.writeString(store.resolve("clip.text/blocka.arrow"), "no Arrow file");
    try (OpenBlocks blocks = open(new BlockCache(1 << 20), BLOCKS, FEW)) {
      UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> blocks.get(0));
      String message = failure.getCause().getMessage();
      assertTrue(
          message.startsWith(folder.block("clip.text", "blocka") + " is not a vector block"),
          message);
    }
  }

  @Test
  void whoLooksUpSharesBlocksUntilTheLastIsDone() {
    BlockCache cache = new BlockCache(1);
    SharedBlocks.Key key = key();
    OpenBlocks first = shared(key, cache);
    try (OpenBlocks second = shared(key, cache)) {
      assertLookUps(first);
      first.close();
      first.close();
      assertLookUps(second);
      assertEquals(BLOCKS, opened.get());
    }
    try (OpenBlocks third = shared(key, cache)) {
      assertLookUps(third);
    }
    assertEquals(2 * BLOCKS, opened.get());
  }

  @Test
  void whatAnotherJobWroteUnderTheSameNamesIsNotShared() throws IOException {
    BlockCache cache = new BlockCache(1);
    try (OpenBlocks before = shared(key(), cache)) {
      assertLookUps(before);
      Files.delete(store.resolve("clip.text/blocka.arrow"));
      write("blocka", 100);
      try (OpenBlocks after = shared(key(), cache)) {
        float[] component = new float[1];
        after.get(0).copyRow(0, component, 0);
        assertEquals(100, component[0]);
      }
    }
  }

  @Test
  void manyThreadsThatShareTooFewBlocksReadTheRightOnes() throws Exception {
    int threads = 8;
    BlockCache cache = new BlockCache(1);
    SharedBlocks.Key key = key();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> readers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Random random = new Random(thread);
      readers.add(
          pool.submit(
              () -> {
                for (int user = 0; user < 10; user++) {
                  try (OpenBlocks blocks =
                      SharedBlocks.open(key, () -> mapped(cache, FEW / 2, FEW / 2))) {
                    for (int i = 0; i < 10; i++) {
                      assertLookUp(blocks, random.nextInt(BLOCKS));
                    }
                  }
                }
              }));
    }
    for (Future<?> reader : readers) {
      reader.get();
    }
    pool.shutdown();
    // Nobody holds a copy any more, or asking for one would not delete it.
    Path copy;
    try (BlockCache.Lease lease = cache.lease(folder.block("clip.text", "blocka"), () -> {})) {
      copy = lease.file();
      try (Stream<Path> copies = Files.list(copy.getParent())) {
        assertEquals(List.of(copy), copies.toList());
      }
    }
  }

  @Test
  void comparesKeysByCodePoint() throws IOException {
    List<VectorBlock> blocks = new ArrayList<>();
    for (String name : List.of("\uFF5E", "😀")) {
      write(name, 0);
      blocks.add(VectorBlock.of(name, "shard", 1));
    }
    index = new BlockIndex(blocks);
    try (OpenBlocks open = open(new BlockCache(1 << 20), BLOCKS, FEW)) {
      long tilde = RowReference.of(index.ordinal("\uFF5E"), 0);
      long face = RowReference.of(index.ordinal("😀"), 0);
      assertTrue(open.compare(tilde, face) < 0);
      assertEquals(0, open.compare(face, face));
    }
  }

  private MappedBlocks mapped(BlockCache cache, int most, int kept) {
    return new MappedBlocks(folder, "clip.text", index, cache, most, kept);
  }

  private OpenBlocks open(BlockCache cache, int most, int kept) {
    MappedBlocks mapped = mapped(cache, most, kept);
    return new OpenBlocks(mapped, mapped::close);
  }

  private SharedBlocks.Key key() {
    return new SharedBlocks.Key(UUID.randomUUID(), new KeyBlocks(folder, "clip.text"));
  }

  private OpenBlocks shared(SharedBlocks.Key key, BlockCache cache) {
    return SharedBlocks.open(key, () -> mapped(cache, BLOCKS, BLOCKS));
  }

  private static void assertVectors(OpenBlocks blocks) {
    float[] component = new float[1];
    for (int i = 0; i < BLOCKS; i++) {
      blocks.get(i).copyRow(0, component, 0);
      assertEquals(i, component[0]);
    }
  }

  private void assertLookUps(OpenBlocks blocks) {
    for (int i = 0; i < BLOCKS; i++) {
      assertLookUp(blocks, i);
    }
  }

  private void assertLookUp(OpenBlocks blocks, int ordinal) {
    long row = RowReference.of(ordinal, 0);
    String name = index.block(ordinal).name();
    List<String> labels = new ArrayList<>();
    blocks.showLabels(
        row,
        0.5,
        (utf8, start, length) -> {
          byte[] label = new byte[length];
          utf8.get(start, label);
          labels.add(new String(label, StandardCharsets.UTF_8));
        });
    assertEquals(List.of("likely " + name), labels);
    assertEquals("class of " + name, blocks.label(row));
    assertEquals(name, blocks.id(row));
  }
}
