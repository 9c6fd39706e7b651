package io.github.dejavubeam.transforms.engines;

/**
 * How much is scored by one call.
 *
 * @param queries at most, where all scores are wanted
 * @param rows at most
 */
record Tile(int queries, int rows) {

  private static final int SIDE = 1024;
  private static final int ROW_FLOATS = 1 << 21;

  private static final int DEVICE_SCORES = 1 << 28;
  private static final int DEVICE_ROW_FLOATS = 1 << 23;
  private static final int LEAST_DEVICE_ROWS = 64;
  private static final int MOST_DEVICE_ROWS = 1 << 16;
  private static final int HOST_SCORES = 1 << 22;

  /** Chooses a tile for a search. */
  @FunctionalInterface
  interface Choice {

    /** The tile for so many queries, at least 1. */
    Tile of(int queries, int dimension);
  }

  /**
   * For the processor: 1,024 by 1,024. Each call lays out its rows anew, which takes a third of the
   * time with 256 queries and little with 1,024; more than 4 MiB of scores leave the cache.
   */
  static Tile onProcessor(int queries, int dimension) {
    return new Tile(Math.min(SIDE, queries), Math.max(1, Math.min(SIDE, ROW_FLOATS / dimension)));
  }

  /**
   * For a device that scores all queries against a chunk and keeps the best: as many rows as make 1
   * GiB of scores there, of at most 32 MiB.
   */
  static Tile onDevice(int queries, int dimension) {
    int rows = Math.min(DEVICE_SCORES / queries, DEVICE_ROW_FLOATS / dimension);
    int most = Math.max(LEAST_DEVICE_ROWS, Math.min(rows, MOST_DEVICE_ROWS));
    return new Tile(Math.min(queries, Math.min(SIDE, HOST_SCORES / most)), most);
  }
}
