package io.github.dejavubeam.transforms.retrieval;

/**
 * The engine whose scores come from a {@link ScoreMatrix}; {@link Contenders} by exact distance.
 *
 * <p>Memory: the queries, their contenders, three chunks of the index, and what the matrix holds.
 */
public final class MatrixEngine implements SearchEngine {

  private final ScoreMatrix.Source source;

  /** An engine that opens a matrix for each call of {@link BlockSearch#addAll}. */
  public MatrixEngine(ScoreMatrix.Source source) {
    this.source = source;
  }

  @Override
  public BlockSearch search(VectorRows queries, int k, RowOrder order, long indexRows) {
    return new MatrixSearch(source, queries, k, order);
  }

  @Override
  public long bytesPerQuery(int dimension, int k) {
    return (long) dimension * Float.BYTES
        + Contenders.bytesPerQuery(k)
        + source.bytesPerQuery(dimension, BestFirst.mostOf(k));
  }
}
