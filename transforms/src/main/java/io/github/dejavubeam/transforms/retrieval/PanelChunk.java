package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.lang.management.ManagementFactory;

/** Rows of the index, packed for {@link RegisterBlock} as the passes over them need them. */
final class PanelChunk {

  private final RowChunk rows;
  private float[] panels = new float[0];
  private SketchedRows sketches;
  private Passes passes;
  private long packNanos;

  /** Room for so many rows, a multiple of {@link RegisterBlock#ROWS}. */
  PanelChunk(int capacity, int dimension) {
    this(new RowChunk(capacity, dimension));
  }

  private PanelChunk(RowChunk rows) {
    this.rows = rows;
  }

  /** Rows that are there already, sketched. */
  static PanelChunk sketching(RowChunk rows, Sketch sketch) {
    PanelChunk chunk = new PanelChunk(rows);
    chunk.pack(sketch);
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
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    passes = next;
    rows.fill(block, firstRow);
    if (next.whole()) {
      packWhole();
    }
    if (next.sketch() != null) {
      pack(next.sketch());
    }
    packNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
    return rows.count();
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

  private void pack(Sketch sketch) {
    if (sketches == null || sketches.sketch() != sketch) {
      sketches = new SketchedRows(sketch, rows.capacity());
    }
    sketches.fill(rows);
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

  /** Panels of sketches, for a {@link SketchPass}. */
  SketchedRows sketches() {
    return sketches;
  }
}
