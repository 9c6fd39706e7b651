package io.github.dejavubeam.transforms.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The blocks of one encoder, each mapped when it is first asked for. Where only so many may stay,
 * those that were mapped first make room. A block can be read for as long as it is referred to, be
 * it here or not. Thread safe.
 */
final class MappedBlocks implements AutoCloseable {

  private final VectorFolder folder;
  private final String encoder;
  private final BlockIndex index;
  private final BlockCache cache;
  private final int most;
  private final int kept;
  private final AtomicReferenceArray<LeasedBlock> mapped;

  /** Ordinals of those that are mapped, the first first; guarded by this. */
  private final Queue<Integer> eldest = new ArrayDeque<>();

  /**
   * Blocks of that encoder, named by their ordinals in {@code index}.
   *
   * @param most most blocks that stay
   * @param kept most that stay when {@code cache} has no room for another
   */
  MappedBlocks(
      VectorFolder folder, String encoder, BlockIndex index, BlockCache cache, int most, int kept) {
    this.folder = folder;
    this.encoder = encoder;
    this.index = index;
    this.cache = cache;
    this.most = most;
    this.kept = kept;
    mapped = new AtomicReferenceArray<>(index.size());
  }

  /**
   * The block of that ordinal.
   *
   * @throws UncheckedIOException if it cannot be opened, or has not the rows that it was written
   *     with
   */
  VectorBlockFile get(int ordinal) {
    LeasedBlock block = mapped.get(ordinal);
    // A block may have to be copied first: who asks for another does not wait for that.
    return block == null ? add(ordinal, open(ordinal)) : block.block();
  }

  private synchronized VectorBlockFile add(int ordinal, LeasedBlock opened) {
    LeasedBlock earlier = mapped.get(ordinal);
    if (earlier != null) {
      opened.close();
      return earlier.block();
    }
    mapped.set(ordinal, opened);
    eldest.add(ordinal);
    closeAllBut(most);
    return opened.block();
  }

  private synchronized void closeAllBut(int latest) {
    while (eldest.size() > latest) {
      mapped.getAndSet(eldest.remove(), null).close();
    }
  }

  private LeasedBlock open(int ordinal) {
    String path = folder.block(encoder, index.block(ordinal).name());
    try {
      LeasedBlock opened = LeasedBlock.open(cache, path, () -> closeAllBut(kept));
      int rows = opened.block().rows();
      if (rows != index.block(ordinal).rows()) {
        opened.close();
        throw new IOException(path + " has " + rows + " rows, not " + index.block(ordinal).rows());
      }
      return opened;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closeAllBut(0);
  }
}
