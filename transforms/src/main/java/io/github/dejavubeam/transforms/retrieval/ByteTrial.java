package io.github.dejavubeam.transforms.retrieval;

/** How {@link CentredBytes} fared. */
final class ByteTrial implements RoundedTrial {

  private static final int MOST_ROWS = 256;

  private final CentredBytes method;
  private final QueryRows queries;
  private final Contenders contenders;
  private final int tried;
  private final int[] rows;
  private final BytePass everyQuery;

  /**
   * Tries rows of a chunk.
   *
   * @param everyQuery a pass over all queries
   */
  ByteTrial(BytePass everyQuery, QueryRows queries, Contenders contenders, RowChunk chunkRows) {
    method = everyQuery.method();
    this.everyQuery = everyQuery;
    this.queries = queries;
    this.contenders = contenders;
    tried = Math.min(MOST_ROWS, chunkRows.count());
    rows = new int[queries.count()];
    everyQuery.count(PanelChunk.packing(chunkRows, method), tried, rows);
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
