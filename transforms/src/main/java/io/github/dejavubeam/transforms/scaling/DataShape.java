package io.github.dejavubeam.transforms.scaling;

import io.github.dejavubeam.schemas.VectorBlockLayout;
import io.github.dejavubeam.schemas.VectorType;

/**
 * What examples and their vectors are like.
 *
 * @param exampleBytes bytes of an example in its shard
 * @param megapixels millions of pixels of an image
 * @param shardExamples examples of a shard
 * @param blockRows most rows of a vector block
 * @param dimension components of a vector
 * @param vectorType how they are stored
 */
public record DataShape(
    long exampleBytes,
    double megapixels,
    int shardExamples,
    int blockRows,
    int dimension,
    VectorType vectorType) {

  /** Key, caption, five labels with scores, offsets: what a row has besides vector and hashes. */
  public static final int TEXT_BYTES = 177;

  private static final int HASHES = 3;
  private static final int MOST_DIMENSION = 1 << 20;

  /**
   * A shape.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public DataShape {
    require("exampleBytes", (double) exampleBytes, 1, 1e12);
    require("megapixels", megapixels, 0, 1e6);
    require("shardExamples", shardExamples, 1, Integer.MAX_VALUE);
    require("blockRows", blockRows, 1, Integer.MAX_VALUE);
    require("dimension", dimension, 1, MOST_DIMENSION);
  }

  private static void require(String name, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new IllegalArgumentException(
          String.format("--%s=%s: give a number from %.0f to %.0f", name, number, least, most));
    }
  }

  /**
   * Bytes of a row of a vector block: components and a bit each that says that it is there, hashes,
   * texts ({@link VectorBlockLayout}).
   */
  public double rowBytes() {
    return dimension * (vectorType.bytes() + 1.0 / Byte.SIZE)
        + HASHES * VectorBlockLayout.HASH_BYTES
        + TEXT_BYTES;
  }

  /** Blocks of one encoder for so many examples; no block holds rows of two shards. */
  public long blocks(long examples) {
    long whole = examples / shardExamples;
    long rest = examples % shardExamples;
    return whole * blocksOfShard(shardExamples) + blocksOfShard(rest);
  }

  private long blocksOfShard(long examples) {
    return (examples + blockRows - 1) / blockRows;
  }

  /** Rows of a full block. */
  public int rowsOfBlock() {
    return Math.min(shardExamples, blockRows);
  }
}
