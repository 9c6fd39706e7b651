package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;

/** Compares whole vectors. */
final class WholePass implements Pass {

  private final int[] some;
  private final int dimension;
  private final Contenders contenders;
  private final float[] packed;
  private final float[] thresholds;
  private final PanelScan scan = new PanelScan();

  /** Queries that float32 cannot score are packed as zeros: every row scores above -infinity. */
  WholePass(QueryRows queries, int[] some, Contenders contenders) {
    this.some = some;
    this.contenders = contenders;
    dimension = queries.dimension();
    thresholds = new float[some.length];
    int[] scorable = some.clone();
    for (int i = 0; i < some.length; i++) {
      scorable[i] = queries.scorable(some[i]) ? some[i] : -1;
    }
    packed = Panels.packQueries(queries.values(), dimension, scorable, dimension);
  }

  @Override
  public void over(PanelChunk chunk) {
    RowChunk rows = chunk.rows();
    for (int i = 0; i < some.length; i++) {
      thresholds[i] = contenders.threshold(some[i]);
    }
    scan.scan(
        packed,
        thresholds,
        dimension,
        chunk.panels(),
        dimension,
        rows.starts(),
        rows.count(),
        0,
        (i, panel, scores, offset) -> {
          int first = panel * RegisterBlock.ROWS;
          for (int r = 0; r < RegisterBlock.ROWS; r++) {
            if (scores[offset + r] > thresholds[i]) {
              contenders.offer(some[i], rows.first() + first + r, scores[offset + r]);
              thresholds[i] = contenders.threshold(some[i]);
            }
          }
        });
  }
}
