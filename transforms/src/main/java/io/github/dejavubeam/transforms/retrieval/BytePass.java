package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.ByteBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Compares {@link CentredBytes}, and whole vectors where those cannot exclude a row. */
final class BytePass implements Pass {

  private final CentredBytes method;
  private final QueryRows queries;
  private final int[] some;
  private final Contenders contenders;
  private final ByteQueries rounded;
  private final CentredScores scores;
  private final Refinement refinement;
  private final PairBuffer pairs = new PairBuffer();
  private final int[] reached = new int[ByteQueries.TILE];
  private ByteBuffer products = ByteBuffer.allocateDirect(0);

  /** A pass over some queries. */
  BytePass(CentredBytes method, QueryRows queries, int[] some, Contenders contenders) {
    this.method = method;
    this.queries = queries;
    this.some = some;
    this.contenders = contenders;
    rounded = new ByteQueries(method, queries, some);
    refinement = new Refinement(queries, some, contenders);
    double[] distances = new double[some.length];
    for (int i = 0; i < some.length; i++) {
      distances[i] =
          Math.sqrt(
              method
                  .centred()
                  .squaredDistanceFromMean(queries.values(), some[i] * queries.dimension()));
    }
    scores = new CentredScores(method.centred(), queries, some, distances);
  }

  @Override
  public void over(PanelChunk chunk) {
    RowChunk rows = chunk.rows();
    ByteRows bytes = chunk.packed(method);
    scan(
        chunk,
        rows.count(),
        reachedPairs -> refinement.refine(reachedPairs, rows, i -> require(i, bytes)));
    refinement.offerUnscored(rows);
  }

  /**
   * Counts, without offering anything, what bytes cannot exclude for each query.
   *
   * @param rows how many rows of the chunk to look at
   * @param counts by query of this pass, receives such rows
   */
  void count(PanelChunk chunk, int rows, int[] counts) {
    scan(
        chunk,
        rows,
        reachedPairs -> {
          for (int p = 0; p < reachedPairs.count(); p++) {
            counts[some[reachedPairs.query(p)]]++;
          }
        });
  }

  private void scan(PanelChunk chunk, int rows, PairBuffer.Visitor visitor) {
    ByteRows bytes = chunk.packed(method);
    scores.expect(chunk.rows().largestNorm(), bytes.largestDistance());
    for (int i = 0; i < some.length; i++) {
      require(i, bytes);
    }
    for (int tile = 0; tile < rounded.tiles(); tile++) {
      int columns = rounded.queries(tile);
      multiply(bytes, rows, tile, columns);
      double leastLength = rounded.leastLength(tile);
      double leastResidual = rounded.leastResidual(tile);
      for (int row = 0; row < rows; row++) {
        int found =
            ByteBlock.reached(
                products,
                row * columns * Integer.BYTES,
                columns,
                bytes.step(row),
                bytes.start(row, leastLength, leastResidual),
                rounded.perStep(),
                rounded.thresholds(),
                tile * ByteQueries.TILE,
                reached);
        pairs.addQueries(row, tile * ByteQueries.TILE, reached, found);
        if (pairs.isFull()) {
          show(chunk.rows(), visitor);
        }
      }
      // While the products and the queries are in the cache.
      show(chunk.rows(), visitor);
    }
  }

  private void multiply(ByteRows bytes, int rows, int tile, int columns) {
    int needed = Math.multiplyExact(rows, columns * Integer.BYTES);
    if (products.capacity() < needed) {
      products = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
    }
    method
        .products()
        .of(bytes.bytes(), rows, rounded.tile(tile), columns, method.width(), products);
  }

  private void show(RowChunk rows, PairBuffer.Visitor visitor) {
    pairs.keep(p -> refinement.isCompared(pairs.query(p), pairs.row(p), rows));
    visitor.reached(pairs);
    pairs.clear();
  }

  private void require(int i, ByteRows rows) {
    if (queries.isNaN(some[i])) {
      rounded.giveUp(i);
    } else {
      rounded.require(i, scores.least(i, 0, contenders), rows);
    }
  }
}
