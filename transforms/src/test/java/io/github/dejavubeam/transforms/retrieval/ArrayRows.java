package io.github.dejavubeam.transforms.retrieval;

/** Rows in an array, for tests. */
public record ArrayRows(float[][] values, int dimension) implements VectorRows {

  @Override
  public int rows() {
    return values.length;
  }

  @Override
  public void copyRow(int row, float[] target, int offset) {
    System.arraycopy(values[row], 0, target, offset, dimension);
  }
}
