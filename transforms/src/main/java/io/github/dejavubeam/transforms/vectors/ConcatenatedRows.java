package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.retrieval.VectorRows;
import java.util.List;

/** The rows of several blocks, one after the other. */
final class ConcatenatedRows implements VectorRows {

  private final OpenBlocks blocks;
  private final long[] references;
  private final int dimension;

  ConcatenatedRows(OpenBlocks blocks, List<Integer> ordinals) {
    this.blocks = blocks;
    long total = 0;
    for (int ordinal : ordinals) {
      total += blocks.get(ordinal).rows();
    }
    references = new long[Math.toIntExact(total)];
    int next = 0;
    for (int ordinal : ordinals) {
      for (int row = 0; row < blocks.get(ordinal).rows(); row++) {
        references[next++] = RowReference.of(ordinal, row);
      }
    }
    dimension = blocks.get(ordinals.get(0)).dimension();
  }

  /** The {@link RowReference} of a row. */
  long reference(int row) {
    return references[row];
  }

  @Override
  public int rows() {
    return references.length;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    VectorBlockFile block = blocks.get(RowReference.block(references[row]));
    if (block.dimension() != dimension) {
      throw new IllegalArgumentException("blocks of one encoder have different dimensions");
    }
    block.copyRow(RowReference.row(references[row]), target, offset);
  }
}
