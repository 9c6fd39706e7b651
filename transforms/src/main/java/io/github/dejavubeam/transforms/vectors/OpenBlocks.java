package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.transforms.retrieval.RowOrder;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The blocks of one encoder that a worker has open, the least recently used closed first. The
 * thread that reads ahead and the one that searches may share it; a block it gave stays open while
 * fewer than {@value #MAX_OPEN} others are asked for.
 */
public final class OpenBlocks implements RowOrder, AutoCloseable {

  /**
   * Mappings cost address space and a file each, no memory; far below what operating systems allow.
   */
  private static final int MAX_OPEN = 1024;

  private final VectorFolder folder;
  private final String encoder;
  private final BlockIndex index;
  private final Map<Integer, VectorBlockFile> open = new LinkedHashMap<>(16, 0.75f, true);

  /** Blocks of that encoder, named by their ordinals in {@code index}. */
  public OpenBlocks(VectorFolder folder, String encoder, BlockIndex index) {
    this.folder = folder;
    this.encoder = encoder;
    this.index = index;
  }

  /**
   * The block of that ordinal.
   *
   * @throws UncheckedIOException if it cannot be opened, or has not the rows that it was written
   *     with
   */
  public synchronized VectorBlockFile get(int ordinal) {
    VectorBlockFile file = open.get(ordinal);
    if (file == null) {
      file = openBlock(ordinal);
      open.put(ordinal, file);
      if (open.size() > MAX_OPEN) {
        int eldest = open.keySet().iterator().next();
        open.remove(eldest).close();
      }
    }
    return file;
  }

  private VectorBlockFile openBlock(int ordinal) {
    String path = folder.block(encoder, index.block(ordinal).name());
    try {
      VectorBlockFile file = VectorBlockFile.open(Path.of(path));
      if (file.rows() != index.block(ordinal).rows()) {
        int rows = file.rows();
        file.close();
        throw new IOException(path + " has " + rows + " rows, not " + index.block(ordinal).rows());
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int compare(long first, long second) {
    return get(RowReference.block(first))
        .compareId(
            RowReference.row(first), get(RowReference.block(second)), RowReference.row(second));
  }

  @Override
  public synchronized void close() {
    open.values().forEach(VectorBlockFile::close);
    open.clear();
  }
}
