package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.progress.ThreadTime;
import java.util.Iterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;

/**
 * Reads and packs the index ahead of the search, on a thread of its own, so that the search never
 * waits for a disk and memory stays at {@value #CHUNKS} chunks.
 *
 * @param <C> a reusable piece of the index in an engine's own layout
 */
final class ChunkReader<C> implements AutoCloseable {

  private static final int CHUNKS = 3;

  /** Fills a chunk. */
  @FunctionalInterface
  interface Filler<C> {

    /**
     * Copies rows of a block from {@code firstRow} on into the chunk.
     *
     * @return how many, at least 1
     */
    int fill(C chunk, IndexBlock block, int firstRow);
  }

  private final BlockingQueue<C> empty = new ArrayBlockingQueue<>(CHUNKS);
  private final BlockingQueue<Object> full = new ArrayBlockingQueue<>(CHUNKS + 1);
  private final Thread thread;
  private volatile long cpuNanos;

  /** Starts to read. */
  ChunkReader(Iterable<IndexBlock> blocks, Supplier<C> chunks, Filler<C> filler) {
    for (int i = 0; i < CHUNKS; i++) {
      empty.add(chunks.get());
    }
    thread = new Thread(() -> read(blocks.iterator(), filler), "read-ahead");
    thread.setDaemon(true);
    thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
    thread.start();
  }

  private void read(Iterator<IndexBlock> blocks, Filler<C> filler) {
    try {
      while (blocks.hasNext()) {
        IndexBlock block = blocks.next();
        for (int row = 0; row < block.rows().rows(); ) {
          C chunk = empty.take();
          row += filler.fill(chunk, block, row);
          cpuNanos = ThreadTime.nanos();
          full.put(chunk);
        }
      }
      full.add(End.AFTER_ALL);
    } catch (InterruptedException e) {
      // Closed: nobody waits for more.
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // Handed to the searching thread, which throws it.
      full.add(new End(e));
    }
  }

  /**
   * The next chunk, or null after the last. What reading threw is thrown here.
   *
   * @throws IllegalStateException if this thread is interrupted
   */
  @SuppressWarnings("unchecked")
  C next() {
    try {
      Object next = full.take();
      if (!(next instanceof End end)) {
        return (C) next;
      }
      if (end.failure() instanceof Error error) {
        throw error;
      }
      if (end.failure() instanceof RuntimeException exception) {
        throw exception;
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while searching", e);
    }
  }

  /** Gives a chunk back to be filled again. */
  void release(C chunk) {
    empty.add(chunk);
  }

  /** Processor time spent so far. */
  long cpuNanos() {
    return cpuNanos;
  }

  /** Stops reading and waits until the thread has let go of the blocks. */
  @Override
  public void close() {
    thread.interrupt();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private record End(Throwable failure) {
    static final End AFTER_ALL = new End(null);
  }
}
