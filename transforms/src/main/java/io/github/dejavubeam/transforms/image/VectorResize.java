package io.github.dejavubeam.transforms.image;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.github.dejavubeam.transforms.kernel.ResizeBlock;
import io.github.dejavubeam.transforms.kernel.TypeProfiles;
import java.lang.management.ManagementFactory;

/**
 * A resize on vector registers, by blocks of rows. A block is laid out by columns for the first
 * pass and by rows for the second, which adds it to all rows of the window that it has a part in:
 * so every row is resampled once, and only a block and the window are in memory, however high the
 * input.
 */
final class VectorResize {

  /**
   * Whether this Java machine has vector registers to offer, and the compiler that uses them:
   * without it, each operation is a call that allocates.
   */
  static final boolean AVAILABLE = hasVectors();

  private static final int ROWS = ResizeBlock.ROWS;

  private final RgbImage image;
  private final int left;
  private final ResampleCoefficients columns;
  private final int size;
  private final int stride;
  private final int[] sums;
  private final int[] block;
  private final int[] resizedBlock;
  private final int[] rows;

  /**
   * A resize of columns {@code left} to {@code left + size - 1} of the output.
   *
   * @param columns their weights; null where the width stays
   */
  VectorResize(
      RgbImage image, int left, ResampleCoefficients columns, int size, ResizeBuffers buffers) {
    this.image = image;
    this.left = left;
    this.columns = columns;
    this.size = size;
    stride = (size + ROWS - 1) / ROWS * ROWS;
    sums = buffers.sums(3 * stride * size);
    rows = buffers.resizedRows(stride * ROWS);
    if (columns == null) {
      block = null;
      resizedBlock = null;
    } else {
      int inputs = columns.endInput(size - 1) - columns.firstInput(0);
      block = buffers.block(Math.multiplyExact(inputs, ROWS));
      resizedBlock = buffers.resizedBlock(size * ROWS);
    }
  }

  /**
   * Writes rows {@code top} to {@code top + size - 1} of the output.
   *
   * @param weights their weights; null where the height stays
   */
  void window(int top, ResampleCoefficients weights, int[] window) {
    if (weights == null) {
      for (int row = 0; row < size; row += ROWS) {
        int count = Math.min(ROWS, size - row);
        load(top + row, count);
        for (int r = 0; r < count; r++) {
          System.arraycopy(rows, r * stride, window, (row + r) * size, size);
        }
      }
      return;
    }
    int end = weights.endInput(size - 1);
    int first = 0;
    for (int row = weights.firstInput(0); row < end; row += ROWS) {
      int count = Math.min(ROWS, end - row);
      load(row, count);
      while (weights.endInput(first) <= row) {
        first++;
      }
      for (int y = first; y < size && weights.firstInput(y) < row + count; y++) {
        int from = Math.max(weights.firstInput(y), row);
        int to = Math.min(weights.endInput(y), row + count);
        ResizeBlock.addRows(
            rows,
            stride,
            from - row,
            to - row,
            weights.weights(),
            weights.offset(y) + from - weights.firstInput(y),
            sums,
            3 * stride * y);
      }
    }
    finish(window);
  }

  /** Resizes rows of the input into {@link #rows}. */
  private void load(int row, int count) {
    int[] pixels = image.pixels();
    int width = image.width();
    if (columns == null) {
      for (int r = 0; r < count; r++) {
        System.arraycopy(pixels, (row + r) * width + left, rows, r * stride, size);
      }
      return;
    }
    int firstColumn = columns.firstInput(0);
    int inputs = columns.endInput(size - 1) - firstColumn;
    for (int r = 0; r < count; r++) {
      int source = (row + r) * width + firstColumn;
      for (int x = 0; x < inputs; x++) {
        block[x * ROWS + r] = pixels[source + x];
      }
    }
    ResizeBlock.resizeRows(
        block,
        firstColumn,
        columns.firstInputs(),
        columns.counts(),
        columns.weights(),
        columns.taps(),
        ResampleCoefficients.PRECISION_BITS,
        size,
        resizedBlock);
    for (int r = 0; r < count; r++) {
      for (int x = 0; x < size; x++) {
        rows[r * stride + x] = resizedBlock[x * ROWS + r];
      }
    }
  }

  private void finish(int[] window) {
    for (int y = 0; y < size; y++) {
      int red = 3 * stride * y;
      int green = red + stride;
      int blue = green + stride;
      for (int x = 0; x < size; x++) {
        window[y * size + x] =
            rounded(sums[red + x]) << 24
                | rounded(sums[green + x]) << 16
                | rounded(sums[blue + x]) << 8;
      }
    }
  }

  private static int rounded(int sum) {
    return Math.max(
        0, Math.min(255, (sum + ResampleCoefficients.HALF) >> ResampleCoefficients.PRECISION_BITS));
  }

  private static boolean hasVectors() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return false;
    }
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine == null || !machine.getVMOption("TieredStopAtLevel").getValue().equals("4")) {
      return false;
    }
    TypeProfiles.fill();
    return true;
  }
}
