package io.github.dejavubeam.transforms.synthetic;

/**
 * An endless table of random unit vectors. A row depends on the source and its number alone, so
 * that neither block sizes nor threads change the data. Thread safe.
 */
public interface VectorSource {

  /** Components of a vector. */
  int dimension();

  /**
   * Writes consecutive rows, L2-normalised, shape [rows, dimension].
   *
   * @param firstRow number of the first row, at least 0
   * @param rows how many
   * @param target of at least {@code rows * dimension} values
   */
  void fill(long firstRow, int rows, float[] target);
}
