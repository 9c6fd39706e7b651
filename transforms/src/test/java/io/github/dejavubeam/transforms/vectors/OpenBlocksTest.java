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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks of a remote folder, twice as many as stay open without room. */
class OpenBlocksTest {

  private static final int BLOCKS = 2 * OpenBlocks.KEPT;

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
      try (OpenBlocks blocks = open(cache, OpenBlocks.KEPT)) {
        assertVectors(blocks);
        assertTrue(blocks.compare(RowReference.of(0, 0), RowReference.of(1, 0)) < 0);
      }
    }
    assertEquals(BLOCKS, opened.get());
  }

  @Test
  void withoutRoomASearchKeepsAFewBlocksAndALookUpAll() {
    try (OpenBlocks blocks = open(new BlockCache(1), OpenBlocks.KEPT)) {
      assertVectors(blocks);
      // Asking for each closed the oldest, so that it is copied again.
      blocks.get(0);
      assertEquals(BLOCKS + 1, opened.get());
      blocks.get(BLOCKS - 1);
      assertEquals(BLOCKS + 1, opened.get());
    }
    opened.set(0);
    try (OpenBlocks blocks = open(new BlockCache(1), OpenBlocks.MAX_OPEN)) {
      assertVectors(blocks);
      assertVectors(blocks);
      assertEquals(BLOCKS, opened.get());
    }
  }

  @Test
  void whatIsWrongWithABlockIsSaidOfItsRemoteName() throws IOException {
    Files.writeString(store.resolve("clip.text/blocka.arrow"), "no Arrow file");
    try (OpenBlocks blocks = open(new BlockCache(1 << 20), OpenBlocks.KEPT)) {
      UncheckedIOException failure = assertThrows(UncheckedIOException.class, () -> blocks.get(0));
      String message = failure.getCause().getMessage();
      assertTrue(
          message.startsWith(folder.block("clip.text", "blocka") + " is not a vector block"),
          message);
    }
  }

  @Test
  void ofMoreBlocksThanCanBeOpenSmallOnesAreReadOnceForKeysAndLabels() {
    List<VectorBlock> blocks = new ArrayList<>();
    for (int i = 0; i < BLOCKS; i++) {
      blocks.add(index.block(i));
    }
    for (int i = 0; i < OpenBlocks.MAX_OPEN; i++) {
      blocks.add(VectorBlock.of("never asked for %04d".formatted(i), "shard", 1));
    }
    index = new BlockIndex(blocks);
    try (OpenBlocks open = open(new BlockCache(1), OpenBlocks.KEPT)) {
      for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < BLOCKS; i++) {
          long row = RowReference.of(i, 0);
          String name = index.block(i).name();
          List<String> labels = new ArrayList<>();
          open.forEachLabel(row, 0.5, labels::add);
          assertEquals(List.of("likely " + name), labels);
          assertEquals("class of " + name, open.label(row));
          assertEquals(name, open.id(row));
        }
      }
      assertEquals(BLOCKS, opened.get());
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
    try (OpenBlocks open = open(new BlockCache(1 << 20), OpenBlocks.KEPT)) {
      long tilde = RowReference.of(index.ordinal("\uFF5E"), 0);
      long face = RowReference.of(index.ordinal("😀"), 0);
      assertTrue(open.compare(tilde, face) < 0);
      assertEquals(0, open.compare(face, face));
    }
  }

  private OpenBlocks open(BlockCache cache, int kept) {
    return new OpenBlocks(folder, "clip.text", index, cache, kept);
  }

  private static void assertVectors(OpenBlocks blocks) {
    float[] component = new float[1];
    for (int i = 0; i < BLOCKS; i++) {
      blocks.get(i).copyRow(0, component, 0);
      assertEquals(i, component[0]);
    }
  }
}
