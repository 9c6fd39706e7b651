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
      largestDistance = Math.max(largestDistance, CentredBytes.length(sums[0], centre.length));
      largestResidual = Math.max(largestResidual, CentredBytes.length(sums[1], centre.length));
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

  /** {@code -|x̂|²/2} of a row, summed in float32. */
  float start(int row) {
    return starts[row];
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
