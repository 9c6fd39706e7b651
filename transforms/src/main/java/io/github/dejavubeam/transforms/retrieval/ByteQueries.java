package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.ByteBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Some queries rounded by {@link CentredBytes}, tile by tile, and how high their scores must be,
 * each in units of the query's own step.
 */
final class ByteQueries {

  /** Queries of a tile: products with a chunk of rows take 0.75 MiB of a second-level cache. */
  static final int TILE = 192;

  /** Numbers beyond this are not compared: the row counts as one that must be looked at. */
  private static final double LARGEST = 1e37;

  private final int count;
  private final int width;
  private final ByteBuffer[] tiles;
  private final float[] perStep;
  private final float[] thresholds;
  private final double[] lengths;
  private final double[] residuals;

  ByteQueries(CentredBytes method, QueryRows queries, int[] some) {
    count = some.length;
    width = method.width();
    tiles = new ByteBuffer[(count + TILE - 1) / TILE];
    for (int tile = 0; tile < tiles.length; tile++) {
      tiles[tile] =
          ByteBuffer.allocateDirect(Math.multiplyExact(width, queries(tile)))
              .order(ByteOrder.nativeOrder());
    }
    int padded = count + ByteBlock.PRODUCTS;
    perStep = new float[padded];
    thresholds = new float[padded];
    Arrays.fill(thresholds, Float.POSITIVE_INFINITY);
    lengths = new double[count];
    residuals = new double[count];
    float[] centre = method.centred().mean();
    float[] difference = new float[width];
    int[] rounded = new int[width / Integer.BYTES];
    for (int i = 0; i < count; i++) {
      float[] values = queries.values();
      float largest = ByteBlock.subtract(values, some[i] * queries.dimension(), centre, difference);
      float step = method.queryStep(largest, ByteBlock.largestPair(difference));
      round(difference, step, centre.length, rounded, i);
    }
  }

  private void round(float[] difference, float step, int components, int[] rounded, int i) {
    float[] sums = new float[2];
    ByteBlock.round(difference, step, rounded, sums);
    residuals[i] = CentredBytes.length(sums[1], components);
    lengths[i] = CentredBytes.length(sums[0], components) + residuals[i];
    perStep[i] = 1 / step;
    ByteBuffer tile = tiles[i / TILE];
    int columns = queries(i / TILE);
    for (int at = 0; at < width; at++) {
      int unsigned = rounded[at / Integer.BYTES] >>> (at % Integer.BYTES * Byte.SIZE) & 0xff;
      tile.put(at * columns + i % TILE, (byte) (unsigned - ByteBlock.ZERO));
    }
  }

  int count() {
    return count;
  }

  int tiles() {
    return tiles.length;
  }

  /** Columns of a tile, of which the last ones may be zeros. */
  int queries(int tile) {
    int here = Math.min(TILE, count - tile * TILE);
    return (here + ByteBlock.PRODUCTS - 1) / ByteBlock.PRODUCTS * ByteBlock.PRODUCTS;
  }

  /** Shape [width, queries of the tile]. */
  ByteBuffer tile(int tile) {
    return tiles[tile];
  }

  /** At most {@code |δv|} of any query of a tile, as errors take it. */
  double leastLength(int tile) {
    return least(lengths, tile);
  }

  /** At most {@code |ŷ - δv|} of any query of a tile, as errors take it. */
  double leastResidual(int tile) {
    return least(residuals, tile);
  }

  /** Of those that are numbers: whoever else is there is looked at anyway, or given up. */
  private double least(double[] ofQueries, int tile) {
    int first = tile * TILE;
    return Arrays.stream(ofQueries, first, Math.min(first + TILE, count))
        .filter(Double::isFinite)
        .min()
        .orElse(0);
  }

  /** {@code 1/δ} of each query. */
  float[] perStep() {
    return perStep;
  }

  /** What {@code Δ (v·u)} and {@link ByteRows#start} by δ must reach in float32, for each query. */
  float[] thresholds() {
    return thresholds;
  }

  /**
   * Sets a query's threshold.
   *
   * @param score what a row's product with the query, in exact numbers, less {@code |x̂|²/2} must
   *     reach to count
   */
  void require(int i, double score, ByteRows rows) {
    double distance = rows.largestDistance();
    double error = lengths[i] * rows.largestResidual() + residuals[i] * distance;
    double inSteps = perStep[i];
    double least = (score - error) * inSteps;
    // A product, as a float, its multiple, that of the start, and their sum, are each off by at
    // most u = 2^-24 of numbers no larger than these; and so is 1/δ of itself.
    double rowLength = distance + rows.largestResidual();
    double size =
        (lengths[i] * rowLength + distance * distance + Math.abs(score) + error) * inSteps;
    double required = least - 8 * 0x1p-24 * size - Float.MIN_NORMAL;
    thresholds[i] = size < LARGEST ? RoundingBound.floor(required) : Float.NEGATIVE_INFINITY;
  }

  /** No row is looked at for a query. */
  void giveUp(int i) {
    thresholds[i] = Float.POSITIVE_INFINITY;
  }
}
