package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** Rows of the index, packed for {@link RegisterBlock} as the passes over them need them. */
final class PanelChunk {

  private final RowChunk rows;
  private float[] panels = new float[0];
  private final List<SketchedRows> sketches = new ArrayList<>();
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
  static PanelChunk sketching(RowChunk rows, GridSketch sketch) {
    PanelChunk chunk = new PanelChunk(rows);
    chunk.pack(List.of(sketch));
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
    pack(next.sketches());
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

  private void pack(List<GridSketch> methods) {
    sketches.removeIf(there -> !methods.contains(there.method()));
    for (GridSketch method : methods) {
      if (sketches.stream().noneMatch(there -> there.method().equals(method))) {
        sketches.add(new SketchedRows(method, rows.capacity()));
      }
    }
    sketches.forEach(there -> there.fill(rows));
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

  /** The rows as they are sketched by that method, for a {@link SketchPass}. */
  SketchedRows sketches(GridSketch method) {
    return sketches.stream().filter(there -> there.method().equals(method)).findAny().orElseThrow();
  }
}
