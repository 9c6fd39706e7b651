package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.util.Set;

/**
 * The hashes of contents in a block.
 *
 * @param file the block
 * @param ordinal its ordinal
 * @param excluded rows that take no part
 * @param kinds of which contents
 * @param salt of all hashes that are compared with each other
 */
record BlockContents(
    VectorBlockFile file, int ordinal, ExcludedRows excluded, Set<LeakKind> kinds, long salt) {

  /** Takes a hash. */
  @FunctionalInterface
  interface Consumer {

    /**
     * A content of a row.
     *
     * @param prefix of the hash with its kind, see {@link ContentKey#prefix}
     */
    void accept(LeakKind kind, byte[] hash, long prefix, int row);
  }

  /** Shows every hash of every row that takes part. */
  void forEach(Consumer consumer) {
    for (int row = 0; row < file.rows(); row++) {
      if (!excluded.contains(ordinal, row)) {
        show(LeakKind.SAME_IMAGE, file.imageHash(row), row, consumer);
        show(LeakKind.SAME_CAPTION, file.captionHash(row), row, consumer);
      }
    }
  }

  private void show(LeakKind kind, byte[] hash, int row, Consumer consumer) {
    if (hash != null && kinds.contains(kind)) {
      consumer.accept(kind, hash, ContentKey.prefix(hash, kind, salt), row);
    }
  }
}
