package io.github.dejavubeam.transforms.vectors;

import java.io.FileNotFoundException;
import java.io.IOException;

/**
 * A block that is open, wherever it lies.
 *
 * @param lease keeps the file on this machine
 * @param block the file
 */
record LeasedBlock(BlockCache.Lease lease, VectorBlockFile block) implements AutoCloseable {

  /**
   * Opens a block through a cache.
   *
   * @param letGo see {@link BlockCache#lease}
   * @throws FileNotFoundException if there is no such block
   * @throws IOException if it cannot be copied or read, or is not a block
   */
  static LeasedBlock open(BlockCache cache, String path, Runnable letGo) throws IOException {
    BlockCache.Lease lease = cache.lease(path, letGo);
    try {
      return new LeasedBlock(lease, VectorBlockFile.open(lease.file()));
    } catch (IOException e) {
      lease.close();
      // The user knows the block by its own name, not by that of a copy.
      throw new IOException(e.getMessage().replace(lease.file().toString(), path), e);
    }
  }

  /** The block stays mapped while it is referred to, though its file may be deleted from now on. */
  @Override
  public void close() {
    lease.close();
  }
}
