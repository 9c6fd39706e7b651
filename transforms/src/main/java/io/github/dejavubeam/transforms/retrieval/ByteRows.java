package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.ByteBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;

/** The rows of a chunk rounded by {@link CentredBytes}. */
final class ByteRows implements PackedRows {

  private final float[] centre;
  private final ByteBuffer bytes;
  private final IntBuffer ints;
  private final float[] steps;
  private final float[] starts;
  private final double[] residuals;
  private final double[] distances;
  private final float[] difference;
  private final int[] rounded;
  private final float[] sums = new float[2];
  private double largestResidual;
  private double largestDistance;

  ByteRows(CentredBytes method, int capacity) {
    centre = method.centred().mean();
    int width = method.width();
    bytes = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, width));
    ints = bytes.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    steps = new float[capacity];
    starts = new float[capacity];
    residuals = new double[capacity];
    distances = new double[capacity];
    difference = new float[width];
    rounded = new int[width / Integer.BYTES];
  }

  @Override
  public void fill(RowChunk rows) {
    largestResidual = 0;
    largestDistance = 0;
    for (int row = 0; row < rows.count(); row++) {
      float largest = ByteBlock.subtract(rows.values(), row * rows.dimension(), centre, difference);
      steps[row] = CentredBytes.step(largest);
      ByteBlock.round(difference, steps[row], rounded, sums);
      ints.put(row * rounded.length, rounded);
      starts[row] = -sums[0] / 2;
      distances[row] = CentredBytes.length(sums[0], centre.length);
      residuals[row] = CentredBytes.length(sums[1], centre.length);
      largestDistance = Math.max(largestDistance, distances[row]);
      largestResidual = Math.max(largestResidual, residuals[row]);
    }
  }

  /** Shape [capacity, width]. */
  ByteBuffer bytes() {
    return bytes;
  }

  /** Δ of a row. */
  float step(int row) {
    return steps[row];
  }

  /**
   * What a row's score starts from: {@code -|x̂|²/2}, summed in float32, less what rounding may add
   * to the worst row of the chunk and not to this one, at least, rounded up. So {@link
   * ByteQueries#require} may take the worst row for all of them.
   *
   * @param leastLength at most {@code |δv|} of any query compared, as its error takes it
   * @param leastResidual at most {@code |ŷ - δv|} of any, likewise
   */
  float start(int row, double leastLength, double leastResidual) {
    double spared =
        leastLength * (largestResidual - residuals[row])
            + leastResidual * (largestDistance - distances[row]);
    // Not a number where some row is none, so that all rows are looked at.
    return spared < Float.MAX_VALUE
        ? Math.nextUp((float) (starts[row] - spared * (1 - 1e-12)))
        : starts[row];
  }

  /** At least the largest {@code |x̂ - Δu|}. */
  double largestResidual() {
    return largestResidual;
  }

  /** At least the largest {@code |x̂|}. */
  double largestDistance() {
    return largestDistance;
  }
}
