package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.transforms.retrieval.RowOrder;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * The blocks of one encoder that a worker has open, the least recently used closed first. The
 * thread that reads ahead and the one that searches may share it; a block it gave stays open while
 * fewer than {@value #KEPT} others are asked for.
 */
public final class OpenBlocks implements RowOrder, AutoCloseable {

  /**
   * Mappings cost address space and a file each, no memory; far below what operating systems allow.
   */
  static final int MAX_OPEN = 1024;

  /**
   * Blocks that stay open though the cache has no room for the next: both of a comparison, the one
   * that is searched and the one that is read ahead, and as many to spare.
   */
  static final int KEPT = 8;

  /** Keys and labels of about 90,000 rows of small blocks; only taken where there are so many. */
  private static final long SMALL_BLOCKS_BYTES = 32L << 20;

  private final VectorFolder folder;
  private final String encoder;
  private final BlockIndex index;
  private final BlockCache cache;
  private final int kept;
  private final SmallBlocks small = new SmallBlocks(SMALL_BLOCKS_BYTES);
  private final Map<Integer, LeasedBlock> open = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * Blocks of that encoder, named by their ordinals in {@code index}.
   *
   * @param kept most blocks that stay open when {@code cache} has no room for another: {@link
   *     #KEPT} where one is read after the other, {@link #MAX_OPEN} where all are asked for again
   *     and again
   */
  OpenBlocks(VectorFolder folder, String encoder, BlockIndex index, BlockCache cache, int kept) {
    this.folder = folder;
    this.encoder = encoder;
    this.index = index;
    this.cache = cache;
    this.kept = kept;
  }

  /**
   * The block of that ordinal.
   *
   * @throws UncheckedIOException if it cannot be opened, or has not the rows that it was written
   *     with
   */
  public VectorBlockFile get(int ordinal) {
    synchronized (this) {
      LeasedBlock block = open.get(ordinal);
      if (block != null) {
        return block.block();
      }
    }
    // A block may have to be copied first: who asks for one that is open does not wait for that.
    return add(ordinal, openBlock(ordinal));
  }

  private synchronized VectorBlockFile add(int ordinal, LeasedBlock opened) {
    LeasedBlock earlier = open.get(ordinal);
    if (earlier != null) {
      opened.close();
      return earlier.block();
    }
    open.put(ordinal, opened);
    closeAllBut(MAX_OPEN);
    return opened.block();
  }

  private synchronized void closeAllBut(int latest) {
    while (open.size() > latest) {
      int eldest = open.keySet().iterator().next();
      open.remove(eldest).close();
    }
  }

  private LeasedBlock openBlock(int ordinal) {
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

  /** The key of an example. */
  public String id(long reference) {
    return new String(idBytes(reference), StandardCharsets.UTF_8);
  }

  /** Class of an example, null where it has none. */
  @Nullable
  public String label(long reference) {
    LookedUpRow copied = copied(reference);
    return copied == null
        ? get(RowReference.block(reference)).label(RowReference.row(reference))
        : copied.label();
  }

  /** Shows the distinct labels of an example whose score is at least {@code minScore}. */
  public void forEachLabel(long reference, double minScore, Consumer<String> consumer) {
    LookedUpRow copied = copied(reference);
    if (copied == null) {
      get(RowReference.block(reference))
          .forEachLabel(RowReference.row(reference), minScore, consumer);
    } else {
      copied.forEachLabel(minScore, consumer);
    }
  }

  /** Compares the keys of two examples by code point. */
  @Override
  public int compare(long first, long second) {
    return Arrays.compareUnsigned(idBytes(first), idBytes(second));
  }

  private byte[] idBytes(long reference) {
    LookedUpRow copied = copied(reference);
    return copied == null
        ? get(RowReference.block(reference)).idBytes(RowReference.row(reference))
        : copied.id();
  }

  /** A row of a small block where not all blocks can be open, null if it is to be read there. */
  @Nullable
  private LookedUpRow copied(long reference) {
    int ordinal = RowReference.block(reference);
    if (index.size() <= MAX_OPEN || index.block(ordinal).rows() > SmallBlocks.MOST_ROWS) {
      return null;
    }
    List<LookedUpRow> rows = small.get(ordinal);
    if (rows == null) {
      try (LeasedBlock opened = openBlock(ordinal)) {
        rows = LookedUpRow.of(opened.block());
      }
      small.add(ordinal, rows);
    }
    return rows.get(RowReference.row(reference));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(LeasedBlock::close);
    open.clear();
  }
}
