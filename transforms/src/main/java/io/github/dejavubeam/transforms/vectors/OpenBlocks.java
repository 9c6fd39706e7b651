package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.transforms.retrieval.RowOrder;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import java.io.UncheckedIOException;
import java.util.Arrays;
import javax.annotation.Nullable;

/**
 * The blocks of one encoder that a worker has open. Thread safe; a block it gave can be read for as
 * long as it is referred to.
 */
public final class OpenBlocks implements RowOrder, AutoCloseable {

  private final MappedBlocks blocks;
  @Nullable private Runnable closing;

  /**
   * Looks into these blocks.
   *
   * @param closing called once, when this is closed
   */
  OpenBlocks(MappedBlocks blocks, Runnable closing) {
    this.blocks = blocks;
    this.closing = closing;
  }

  /**
   * The block of that ordinal.
   *
   * @throws UncheckedIOException if it cannot be opened, or has not the rows that it was written
   *     with
   */
  public VectorBlockFile get(int ordinal) {
    return blocks.get(ordinal);
  }

  private VectorBlockFile blockOf(long reference) {
    return blocks.get(RowReference.block(reference));
  }

  /** The key of an example. */
  public String id(long reference) {
    return blockOf(reference).id(RowReference.row(reference));
  }

  /** Class of an example, null where it has none. */
  @Nullable
  public String label(long reference) {
    return blockOf(reference).label(RowReference.row(reference));
  }

  /** Shows the distinct labels of an example whose score is at least {@code minScore}. */
  public void showLabels(long reference, double minScore, LabelConsumer consumer) {
    blockOf(reference).showLabels(RowReference.row(reference), minScore, consumer);
  }

  /**
   * Reads where the labels of examples lie, and nothing with it, so that they are in the cache of
   * the processor when they are asked for. Rows of many blocks are not, and one after the other
   * would be waited for; here nothing depends on the row before.
   *
   * @return a number that means nothing; who drops it lets the compiler drop the reading
   */
  public int readAhead(long[] references) {
    int read = 0;
    for (long reference : references) {
      read += blockOf(reference).touchLabels(RowReference.row(reference));
    }
    return read;
  }

  /** Compares the keys of two examples by code point. */
  @Override
  public int compare(long first, long second) {
    return Arrays.compareUnsigned(idBytes(first), idBytes(second));
  }

  private byte[] idBytes(long reference) {
    return blockOf(reference).idBytes(RowReference.row(reference));
  }

  @Override
  public void close() {
    if (closing != null) {
      closing.run();
      closing = null;
    }
  }
}
