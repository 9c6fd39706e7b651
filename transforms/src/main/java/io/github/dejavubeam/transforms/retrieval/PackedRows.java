package io.github.dejavubeam.transforms.retrieval;

/** The rows of a chunk as some passes compare them. Reused from one chunk to the next. */
interface PackedRows {

  /**
   * Rows that are packed otherwise have another packing.
   *
   * @param <R> what they become
   */
  interface Packing<R extends PackedRows> {

    /** Room for so many rows. */
    R allocate(int capacity);
  }

  /** Packs the rows of a chunk. */
  void fill(RowChunk rows);
}
