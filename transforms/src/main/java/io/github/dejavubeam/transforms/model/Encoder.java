package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.progress.BusyTime;

/**
 * Embeds examples in batches of fixed shapes, so that a vector depends on its example alone: not on
 * its batch mates, its place in the batch or how many there are. Vectors reach the {@link
 * VectorSink} when a batch is full, the rest at {@link #flush()}; not in the order of adding.
 *
 * <p>One thread uses an encoder at a time. Encoders of the same model share its session.
 *
 * @param <I> what is embedded
 */
public sealed interface Encoder<I> extends AutoCloseable permits ImageEncoder, TextEncoder {

  /** For how long at least one call of a model runs in this process. */
  BusyTime CALLS = new BusyTime();

  /**
   * Adds an example.
   *
   * @param row a number of the caller's that comes back with the vector
   * @throws IllegalStateException if the model fails on a batch
   */
  void add(I input, int row);

  /**
   * Embeds what was added and not yet delivered.
   *
   * @throws IllegalStateException if the model fails on a batch
   */
  void flush();

  /** Nanoseconds of all calls of the model so far. */
  long modelNanos();

  /** Gives the session and the buffers back; what was not flushed is dropped. */
  @Override
  void close();

  /**
   * Threads that one call of a model should use where that many encoders run at once on this
   * machine.
   */
  static int intraOpThreads(int parallelism) {
    return Math.max(1, Runtime.getRuntime().availableProcessors() / Math.max(1, parallelism));
  }
}
