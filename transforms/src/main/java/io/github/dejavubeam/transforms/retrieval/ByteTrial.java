package io.github.dejavubeam.transforms.retrieval;

import java.util.stream.IntStream;

/** How {@link CentredBytes} fared. */
final class ByteTrial implements RoundedTrial {

  private static final int MOST_ROWS = 256;

  private final CentredBytes method;
  private final QueryRows queries;
  private final Contenders contenders;
  private final int tried;
  private final int[] rows;
  private final BytePass everyQuery;

  /** Tries rows of a chunk. */
  ByteTrial(CentredBytes method, QueryRows queries, Contenders contenders, RowChunk chunkRows) {
    this.method = method;
    this.queries = queries;
    this.contenders = contenders;
    tried = Math.min(MOST_ROWS, chunkRows.count());
    rows = new int[queries.count()];
    PanelChunk chunk = PanelChunk.packing(chunkRows, method);
    int[] every = IntStream.range(0, queries.count()).toArray();
    everyQuery = new BytePass(method, queries, every, contenders);
    everyQuery.count(chunk, tried, rows);
  }

  @Override
  public double work(int query) {
    return SketchWork.ofBytes(
        method.products().work(),
        method.width(),
        queries.dimension(),
        (double) rows[query] / tried);
  }

  @Override
  public double workOfRow() {
    return SketchWork.ofRoundingToBytes();
  }

  @Override
  public PackedRows.Packing<?> packing() {
    return method;
  }

  @Override
  public Pass pass(int[] some) {
    return some.length == queries.count()
        ? everyQuery
        : new BytePass(method, queries, some, contenders);
  }
}
