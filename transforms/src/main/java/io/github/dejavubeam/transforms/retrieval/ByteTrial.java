package io.github.dejavubeam.transforms.retrieval;

import java.util.function.Supplier;

/** How {@link CentredBytes} fared. */
final class ByteTrial implements RoundedTrial {

  private static final int MOST_ROWS = 256;

  private final CentredBytes method;
  private final QueryRows queries;
  private final Contenders contenders;
  private final int tried;
  private final int[] rows;
  private final PanelChunk chunk;
  private final Supplier<BytePass> everyQuery;

  /**
   * A trial of rows of a chunk, for no query yet.
   *
   * @param everyQuery a pass over all queries, of the same method, which takes a while to make
   */
  ByteTrial(
      CentredBytes method,
      QueryRows queries,
      Contenders contenders,
      RowChunk chunkRows,
      Supplier<BytePass> everyQuery) {
    this.method = method;
    this.queries = queries;
    this.contenders = contenders;
    this.everyQuery = everyQuery;
    tried = Math.min(MOST_ROWS, chunkRows.count());
    rows = new int[queries.count()];
    chunk = PanelChunk.packing(chunkRows, method);
  }

  @Override
  public void tryFor(int[] some) {
    if (some.length < queries.count() / 2) {
      new BytePass(method, queries, some, contenders).count(chunk, tried, rows);
    } else {
      int[] all = new int[queries.count()];
      everyQuery.get().count(chunk, tried, all);
      for (int query : some) {
        rows[query] = all[query];
      }
    }
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
        ? everyQuery.get()
        : new BytePass(method, queries, some, contenders);
  }
}
