package io.github.dejavubeam.transforms.retrieval;

/** Rows of the index, copied to where a {@link ScoreMatrix} computes. */
final class MatrixChunk {

  private final RowChunk rows;
  private final ScoreMatrix.Rows loaded;
  private boolean allFinite;

  MatrixChunk(ScoreMatrix matrix, int dimension) {
    rows = new RowChunk(matrix.maxRows(), dimension);
    loaded = matrix.allocateRows();
  }

  /**
   * Copies the next rows of a block.
   *
   * @return how many
   * @throws IllegalArgumentException if the block has another dimension
   */
  int fill(IndexBlock block, int firstRow) {
    if (block.rows().dimension() != rows.dimension()) {
      throw new IllegalArgumentException(
          "queries have "
              + rows.dimension()
              + " components, the index has "
              + block.rows().dimension());
    }
    rows.fill(block, firstRow);
    loaded.load(rows.values(), rows.starts(), rows.count());
    allFinite = true;
    for (int row = 0; row < rows.count(); row++) {
      allFinite &= Float.isFinite(rows.starts()[row]);
    }
    return rows.count();
  }

  RowChunk rows() {
    return rows;
  }

  ScoreMatrix.Rows loaded() {
    return loaded;
  }

  /** Whether float32 can score every row. */
  boolean allFinite() {
    return allFinite;
  }
}
