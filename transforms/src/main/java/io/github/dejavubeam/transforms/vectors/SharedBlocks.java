package io.github.dejavubeam.transforms.vectors;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Blocks that the threads of a process look up in together, each mapped once for all of them.
 *
 * @param blocks the blocks
 * @param users how many have not closed them yet
 */
record SharedBlocks(MappedBlocks blocks, int users) {

  private static final Map<Key, SharedBlocks> PROCESS = new HashMap<>();

  /**
   * What is shared.
   *
   * @param job tells jobs apart, for the next may write other blocks under the same names
   * @param blocks where the blocks lie
   */
  record Key(UUID job, KeyBlocks blocks) {}

  /**
   * The blocks for one more user.
   *
   * @param first makes them where there is no user yet
   */
  static OpenBlocks open(Key key, Supplier<MappedBlocks> first) {
    synchronized (PROCESS) {
      SharedBlocks shared = PROCESS.get(key);
      if (shared == null) {
        shared = new SharedBlocks(first.get(), 0);
      }
      PROCESS.put(key, new SharedBlocks(shared.blocks, shared.users + 1));
      return new OpenBlocks(shared.blocks, () -> close(key));
    }
  }

  private static void close(Key key) {
    synchronized (PROCESS) {
      SharedBlocks shared = PROCESS.remove(key);
      if (shared.users == 1) {
        shared.blocks.close();
      } else {
        PROCESS.put(key, new SharedBlocks(shared.blocks, shared.users - 1));
      }
    }
  }
}
