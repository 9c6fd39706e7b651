package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.progress.ThreadTime;
import java.util.Arrays;

/** A search of {@link MatrixEngine}. */
final class MatrixSearch implements SearchEngine.BlockSearch {

  private final ScoreMatrix.Source source;
  private final QueryRows queries;
  private final Contenders contenders;
  private final int k;
  private final float[] values;
  private long packNanos;
  private long searchNanos;

  MatrixSearch(ScoreMatrix.Source source, VectorRows rows, int k, RowOrder order) {
    this.source = source;
    this.k = k;
    queries = new QueryRows(rows);
    contenders = new Contenders(queries, k, order);
    values = scorableValues(queries);
  }

  /** Queries that float32 cannot score are zeros: every row scores above -infinity. */
  private static float[] scorableValues(QueryRows queries) {
    float[] values = queries.values();
    int dimension = queries.dimension();
    for (int q = 0; q < queries.count(); q++) {
      if (!queries.scorable(q)) {
        values = values == queries.values() ? values.clone() : values;
        Arrays.fill(values, q * dimension, (q + 1) * dimension, 0);
      }
    }
    return values;
  }

  @Override
  public void addAll(Iterable<IndexBlock> blocks, ExcludedRows excluded) {
    if (queries.count() == 0) {
      return;
    }
    long start = ThreadTime.nanos();
    int dimension = queries.dimension();
    try (ScoreMatrix matrix = source.open(values, queries.count(), dimension, BestFirst.mostOf(k));
        ChunkReader<MatrixChunk> reader =
            new ChunkReader<>(
                blocks, () -> new MatrixChunk(matrix, dimension), MatrixChunk::fill)) {
      MatrixScan scan = new MatrixScan(matrix, values, queries.count(), dimension, contenders);
      BestFirst best = new BestFirst(matrix, scan, queries.count(), k, contenders);
      for (MatrixChunk chunk = reader.next(); chunk != null; chunk = reader.next()) {
        RowChunk rows = chunk.rows();
        if (rows.first() == 0) {
          contenders.open(rows.block(), excluded);
        }
        contenders.expectNorm(rows.largestNorm());
        if (!best.over(chunk)) {
          scan.over(chunk);
        }
        reader.release(chunk);
      }
      contenders.settle();
      packNanos += reader.cpuNanos();
    }
    searchNanos += ThreadTime.nanos() - start;
  }

  @Override
  public NearestNeighbors neighbors(int query) {
    return contenders.neighbors(query);
  }

  @Override
  public SearchTime time() {
    return new SearchTime(packNanos, searchNanos);
  }
}
