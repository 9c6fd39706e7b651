package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks here are ten bytes of anything: whether they are vectors is not the cache's to know. */
class BlockCacheTest {

  private static final int BYTES = 10;

  @TempDir Path store;
  private final AtomicInteger opened = new AtomicInteger();

  @BeforeEach
  void countOpenings() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
    RemoteFiles.opening =
        file -> {
          opened.incrementAndGet();
          return RemoteFiles.plain(file);
        };
  }

  @AfterEach
  void openPlainly() {
    RemoteFiles.opening = RemoteFiles::plain;
  }

  @Test
  void aLocalBlockIsItsOwnFile() throws IOException {
    Path block = block("a");
    BlockCache.Lease lease = new BlockCache(0).lease(block.toString(), BlockCacheTest::keepAll);
    assertEquals(block, lease.file());
    lease.close();
    assertTrue(Files.exists(block));
  }

  @Test
  void aBlockThatIsNotThereIsMissed() {
    BlockCache cache = new BlockCache(100);
    Path none = store.resolve("none");
    for (String path : List.of(none.toString(), RemoteFiles.name(none))) {
      assertThrows(FileNotFoundException.class, () -> cache.lease(path, BlockCacheTest::keepAll));
    }
  }

  @Test
  void aRemoteBlockIsCopiedOnceForAllThreads() throws Exception {
    int threads = 8;
    String remote = RemoteFiles.name(block("a"));
    BlockCache cache = new BlockCache(100);
    CountDownLatch asking = new CountDownLatch(threads);
    RemoteFiles.Opening counting = RemoteFiles.opening;
    RemoteFiles.opening =
        file -> {
          await(asking);
          return counting.open(file);
        };
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<BlockCache.Lease>> leases = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      leases.add(
          pool.submit(
              () -> {
                asking.countDown();
                return cache.lease(remote, BlockCacheTest::keepAll);
              }));
    }
    Path copy = leases.get(0).get().file();
    for (Future<BlockCache.Lease> lease : leases) {
      assertEquals(copy, lease.get().file());
    }
    pool.shutdown();
    assertEquals(1, opened.get());
    assertArrayEquals(Files.readAllBytes(store.resolve("a")), Files.readAllBytes(copy));
  }

  @Test
  void aCopyOnItsWayKeepsNobodyElseWaiting() throws Exception {
    BlockCache cache = new BlockCache(100);
    String slow = RemoteFiles.name(block("slow"));
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    RemoteFiles.opening =
        file -> {
          if (file.endsWith("slow")) {
            started.countDown();
            await(goOn);
          }
          return RemoteFiles.plain(file);
        };
    ExecutorService pool = Executors.newSingleThreadExecutor();
    Future<BlockCache.Lease> waiting =
        pool.submit(() -> cache.lease(slow, BlockCacheTest::keepAll));
    started.await();
    assertEquals(BYTES, Files.size(remote(cache, "fast").file()));
    assertFalse(waiting.isDone());
    goOn.countDown();
    assertEquals(BYTES, Files.size(waiting.get().file()));
    pool.shutdown();
  }

  @Test
  void theLeastRecentlyUsedThatNobodyHoldsIsDeletedFirst() throws IOException {
    BlockCache cache = new BlockCache(4 * BYTES);
    BlockCache.Lease held = remote(cache, "held");
    Path early = used(cache, "early");
    Path late = used(cache, "late");
    assertEquals(early, used(cache, "early"));
    assertEquals(3, opened.get());
    Path third = used(cache, "third");
    for (Path kept : List.of(held.file(), early, third, used(cache, "fourth"))) {
      assertTrue(Files.exists(kept));
    }
    assertFalse(Files.exists(late));
  }

  @Test
  void blocksInUseMayExceedTheLimitUntilTheyAreClosed() throws IOException {
    BlockCache cache = new BlockCache(BYTES);
    BlockCache.Lease first = remote(cache, "first");
    BlockCache.Lease second = remote(cache, "second");
    assertTrue(Files.exists(first.file()) && Files.exists(second.file()));
    first.close();
    first.close();
    assertFalse(Files.exists(first.file()));
    assertTrue(Files.exists(second.file()));
  }

  @Test
  void theCallerIsAskedToMakeRoomOnlyWhereThereIsNone() throws IOException {
    BlockCache cache = new BlockCache(2 * BYTES);
    BlockCache.Lease first = remote(cache, "first");
    AtomicInteger asked = new AtomicInteger();
    Runnable letGo =
        () -> {
          asked.incrementAndGet();
          first.close();
        };
    cache.lease(RemoteFiles.name(block("second")), letGo);
    assertEquals(0, asked.get());
    cache.lease(RemoteFiles.name(block("third")), letGo);
    assertEquals(1, asked.get());
    assertFalse(Files.exists(first.file()));
  }

  @Test
  void theFolderIsGoneWithTheLastCopy() throws IOException {
    BlockCache cache = new BlockCache(1);
    for (int round = 0; round < 2; round++) {
      BlockCache.Lease lease = remote(cache, "a");
      assertTrue(Files.exists(lease.file()));
      lease.close();
      assertFalse(Files.exists(lease.file().getParent()));
    }
  }

  @Test
  void aCopyThatFailsLeavesNothingAndIsTriedAgain() throws IOException {
    BlockCache cache = new BlockCache(100);
    Path folder = remote(cache, "other").file().getParent();
    byte[] bytes = Files.readAllBytes(block("a"));
    List<RemoteFiles.Opening> failures =
        List.of(
            file -> {
              throw new IOException("no route");
            },
            file -> {
              throw new IllegalStateException("503");
            },
            file -> Channels.newChannel(new ByteArrayInputStream(bytes, 0, BYTES - 1)),
            file -> Channels.newChannel(new ByteArrayInputStream(new byte[BYTES + 1])));
    List<String> reasons =
        List.of("no route", "503", "it ends before 10 bytes", "it goes on after 10 bytes");
    for (int i = 0; i < failures.size(); i++) {
      RemoteFiles.opening = failures.get(i);
      IOException failure = assertThrows(IOException.class, () -> remote(cache, "a"));
      assertEquals(
          RemoteFiles.name(store.resolve("a")) + " cannot be copied: " + reasons.get(i),
          failure.getMessage());
      try (var files = Files.list(folder)) {
        assertEquals(1, files.count());
      }
    }
    openPlainly();
    assertArrayEquals(bytes, Files.readAllBytes(remote(cache, "a").file()));
  }

  @Test
  void aBlockThatIsWrittenAnewIsCopiedAnew() throws IOException {
    BlockCache cache = new BlockCache(100);
    Path before = used(cache, "a");
    Files.write(store.resolve("a"), new byte[BYTES + 1]);
    assertNotEquals(before, used(cache, "a"));
    assertEquals(2, opened.get());
  }

  private Path block(String name) throws IOException {
    Path file = store.resolve(name);
    return Files.exists(file)
        ? file
        : Files.writeString(file, (name + "0123456789").substring(0, BYTES));
  }

  private BlockCache.Lease remote(BlockCache cache, String name) throws IOException {
    return cache.lease(RemoteFiles.name(block(name)), BlockCacheTest::keepAll);
  }

  /** Where the copy of a block is, which nobody holds. */
  private Path used(BlockCache cache, String name) throws IOException {
    try (BlockCache.Lease lease = remote(cache, name)) {
      return lease.file();
    }
  }

  private static void keepAll() {}

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
