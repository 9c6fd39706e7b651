package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.ByteBlock;

/**
 * Vectors about a centre, all of whose components are rounded to bytes, each vector to a step of
 * its own.
 *
 * <p><b>The bound.</b> With {@code x̂} and {@code ŷ} a row and a query about the centre in float32,
 * {@code Δu ≈ x̂} and {@code δv ≈ ŷ} on their steps: {@code ŷ·x̂ = δv·Δu + δv·(x̂ - Δu) + (ŷ -
 * δv)·x̂ ≤ δΔ (v·u) + |δv||x̂ - Δu| + |ŷ - δv||x̂|}, and {@code v·u} is a sum of products of bytes,
 * which is exact. What rounding leaves of a vector of n components, the largest of them m, is about
 * {@code m/127 · √(n/12)} long: a hundredth of a Gaussian vector.
 *
 * @param centred the vectors about the centre
 * @param products multiplies their bytes
 */
record CentredBytes(CentredVectors centred, ByteProducts products)
    implements PackedRows.Packing<ByteRows> {

  /** Steps of smaller vectors do not shrink with them, so that nothing overflows. */
  private static final float SMALLEST_STEP = 1e-30f;

  @Override
  public ByteRows allocate(int capacity) {
    return new ByteRows(this, capacity);
  }

  /** Bytes of a rounded vector, {@code dimension} and some zeros. */
  int width() {
    int groups = (centred.width() + ByteBlock.GROUP - 1) / ByteBlock.GROUP;
    return groups * ByteBlock.GROUP;
  }

  /** The step by which a row with that largest component is rounded. */
  static float step(float largest) {
    return Math.max(SMALLEST_STEP, largest / ByteBlock.LARGEST);
  }

  /**
   * The step by which a query is rounded.
   *
   * @param largest its largest component, in size
   * @param largestPair the most, in size, that two components are together which are rounded to
   *     neighbours
   */
  float queryStep(float largest, float largestPair) {
    // Each of the two is rounded up by at most a half.
    return Math.max(step(largest), largestPair / (products.largestPair() - 1));
  }

  /** At least the length of a vector whose squares were summed in float32. */
  static double length(float squares, int components) {
    return Math.sqrt(squares + components * (double) Float.MIN_NORMAL)
        * (1 + RoundingBound.gamma(components + 4));
  }
}
