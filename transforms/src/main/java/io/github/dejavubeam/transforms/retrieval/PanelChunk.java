package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import io.github.dejavubeam.transforms.progress.ThreadTime;
import io.github.dejavubeam.transforms.retrieval.PackedRows.Packing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of the index, packed for {@link RegisterBlock} as the passes over them need them. */
final class PanelChunk {

  private final RowChunk rows;
  private float[] panels = new float[0];
  private final Map<Packing<?>, PackedRows> packed = new HashMap<>();
  private Passes passes;
  private long packNanos;

  /** Room for so many rows, a multiple of {@link RegisterBlock#ROWS}. */
  PanelChunk(int capacity, int dimension) {
    this(new RowChunk(capacity, dimension));
  }

  private PanelChunk(RowChunk rows) {
    this.rows = rows;
  }

  /** Rows that are there already, packed. */
  static PanelChunk packing(RowChunk rows, Packing<?> packing) {
    PanelChunk chunk = new PanelChunk(rows);
    chunk.pack(List.of(packing));
    return chunk;
  }

  /**
   * Copies and packs the next rows of a block.
   *
   * @param next the passes that will be made over them
   * @return how many rows
   * @throws IllegalArgumentException if the block has another dimension
   */
  int fill(IndexBlock block, int firstRow, Passes next) {
    int dimension = rows.dimension();
    if (block.rows().dimension() != dimension) {
      throw new IllegalArgumentException(
          "queries have " + dimension + " components, the index has " + block.rows().dimension());
    }
    long start = ThreadTime.nanos();
    rows.fill(block, firstRow);
    packFor(next);
    packNanos = ThreadTime.nanos() - start;
    return rows.count();
  }

  /** Packs the rows for these passes, if they are not what they were packed for. */
  void repack(Passes wanted) {
    if (!passes.equals(wanted)) {
      packFor(wanted);
    }
  }

  private void packFor(Passes next) {
    passes = next;
    if (next.whole()) {
      packWhole();
    }
    pack(next.packings());
  }

  private void packWhole() {
    int dimension = rows.dimension();
    if (panels.length == 0) {
      panels = new float[rows.values().length];
    }
    for (int row = 0; row < rows.count(); row += RegisterBlock.ROWS) {
      Panels.packRows(
          rows.values(), row * dimension, rows.count() - row, dimension, panels, row * dimension);
    }
  }

  private void pack(List<Packing<?>> wanted) {
    packed.keySet().retainAll(wanted);
    for (Packing<?> packing : wanted) {
      packed.computeIfAbsent(packing, missing -> missing.allocate(rows.capacity())).fill(rows);
    }
  }

  RowChunk rows() {
    return rows;
  }

  /** Processor time that copying and packing the rows took. */
  long packNanos() {
    return packNanos;
  }

  /** The passes that the rows were packed for. */
  Passes passes() {
    return passes;
  }

  /** Panels of whole rows, for a {@link WholePass}. */
  float[] panels() {
    return panels;
  }

  /** The rows as that packing, one of those that the passes need, has them. */
  @SuppressWarnings("unchecked") // A packing is mapped to what it allocated.
  <R extends PackedRows> R packed(Packing<R> packing) {
    return (R) packed.get(packing);
  }
}
