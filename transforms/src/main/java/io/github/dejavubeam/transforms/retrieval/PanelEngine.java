package io.github.dejavubeam.transforms.retrieval;

import java.util.Optional;

/**
 * The engine of processors with vector registers, by the Vector API: panels of packed rows against
 * blocks of packed queries ({@link io.github.dejavubeam.transforms.kernel.RegisterBlock}); rounded
 * to bytes ({@link CentredBytes}) or by their {@link Sketch}es first where that saves work; then
 * {@link Contenders} by exact distance.
 *
 * <p>Memory: the queries as they are and packed, with their contenders, three chunks of at most 2
 * MiB of the index, each up to four times: as it is, packed, sketched and rounded, and 1 MiB of
 * products.
 */
public final class PanelEngine implements SearchEngine {

  /** About a thirtieth of a second's. */
  private static final double WORTH_A_LOOK = 3e9;

  private final Optional<ByteProducts> products;
  private final double worthALook;

  /**
   * The engine.
   *
   * @param products multiplies bytes; to be there only where that is faster than registers are
   */
  public PanelEngine(Optional<ByteProducts> products) {
    this(products, WORTH_A_LOOK);
  }

  /** The engine that compares every pair by whole vectors, whatever that costs. */
  public static PanelEngine brute() {
    return new PanelEngine(Optional.empty(), Double.POSITIVE_INFINITY);
  }

  /**
   * An engine that looks sooner or later whether sketches pay.
   *
   * @param worthALook multiplications of a search before its first look
   */
  PanelEngine(Optional<ByteProducts> products, double worthALook) {
    this.products = products;
    this.worthALook = worthALook;
  }

  @Override
  public BlockSearch search(VectorRows queries, int k, RowOrder order, long indexRows) {
    return new PanelSearch(queries, k, order, indexRows, products, worthALook);
  }

  @Override
  public long bytesPerQuery(int dimension, int k) {
    // Packed anew while they are still packed as before.
    return 3L * dimension * Float.BYTES
        + Contenders.bytesPerQuery(k)
        + SketchChoice.bytesPerQuery(dimension);
  }
}
