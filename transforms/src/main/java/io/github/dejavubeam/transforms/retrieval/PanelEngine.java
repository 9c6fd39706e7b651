package io.github.dejavubeam.transforms.retrieval;

/**
 * The engine of processors with vector registers, by the Vector API: panels of packed rows against
 * blocks of packed queries ({@link io.github.dejavubeam.transforms.kernel.RegisterBlock}), by their
 * {@link Sketch}es first where that saves work, then {@link Contenders} by exact distance.
 *
 * <p>Memory: the queries as they are and packed, with their contenders, and three chunks of at most
 * 2 MiB of the index, each up to four times: as it is, packed, sketched and rounded.
 */
public final class PanelEngine implements SearchEngine {

  /** About a tenth of a second's. */
  private static final double WORTH_A_LOOK = 1e10;

  private final double worthALook;

  /** The engine. */
  public PanelEngine() {
    this(WORTH_A_LOOK);
  }

  /**
   * An engine that looks sooner or later whether sketches pay.
   *
   * @param worthALook multiplications of a search before its first look
   */
  PanelEngine(double worthALook) {
    this.worthALook = worthALook;
  }

  @Override
  public BlockSearch search(VectorRows queries, int k, RowOrder order) {
    return new PanelSearch(queries, k, order, worthALook);
  }

  @Override
  public long bytesPerQuery(int dimension, int k) {
    // Packed anew while they are still packed as before.
    return 3L * dimension * Float.BYTES
        + Contenders.bytesPerQuery(k)
        + SketchChoice.bytesPerQuery(dimension);
  }
}
