package io.github.dejavubeam.transforms.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The two passes of a resize of RGB images, on a block of {@value #ROWS} rows of the input. A pixel
 * is an int with red in its highest byte, then green and blue; the lowest byte has no meaning.
 * Weights have {@code bits} fractional bits, and sums of 32 bits must hold a weighted sum of 8-bit
 * values.
 *
 * <p>Along the rows, a vector is one column of the block, so that every row is multiplied by the
 * same weight; along the columns, a vector is a piece of a row.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class ResizeBlock {

  /** Rows of a block, a multiple of the lanes of every vector that is used. */
  public static final int ROWS = 16;

  private static final VectorSpecies<Integer> INTS =
      IntVector.SPECIES_PREFERRED.length() > ROWS
          ? IntVector.SPECIES_512
          : IntVector.SPECIES_PREFERRED;
  private static final int LANES = INTS.length();

  private ResizeBlock() {}

  /**
   * Resizes the rows of a block, and rounds to 8 bits.
   *
   * @param columns pixels of the input: row r of column x is at {@code x * ROWS + r}
   * @param firstColumn the column of the image with which {@code columns} begins
   * @param first the first column of the image that has a part in each output
   * @param count how many columns have one
   * @param weights {@code taps} for each output
   * @param bits fractional bits of a weight
   * @param outputs how many there are
   * @param resized receives the outputs, laid out as {@code columns}
   */
  public static void resizeRows(
      int[] columns,
      int firstColumn,
      int[] first,
      int[] count,
      int[] weights,
      int taps,
      int bits,
      int outputs,
      int[] resized) {
    IntVector half = IntVector.broadcast(INTS, 1 << (bits - 1));
    IntVector low = IntVector.broadcast(INTS, 0xff);
    for (int x = 0; x < outputs; x++) {
      int weight = x * taps;
      int weightEnd = weight + count[x];
      int column = (first[x] - firstColumn) * ROWS;
      for (int row = 0; row < ROWS; row += LANES) {
        IntVector red = IntVector.zero(INTS);
        IntVector green = IntVector.zero(INTS);
        IntVector blue = IntVector.zero(INTS);
        for (int w = weight, at = column + row; w < weightEnd; w++, at += ROWS) {
          IntVector factor = IntVector.broadcast(INTS, weights[w]);
          IntVector pixel = IntVector.fromArray(INTS, columns, at);
          red = red.add(pixel.lanewise(VectorOperators.LSHR, 24).mul(factor));
          green = green.add(pixel.lanewise(VectorOperators.LSHR, 16).and(low).mul(factor));
          blue = blue.add(pixel.lanewise(VectorOperators.LSHR, 8).and(low).mul(factor));
        }
        // Adding what rounds comes last, for the reason told in IntegerBlock.
        rounded(red.add(half), bits)
            .lanewise(VectorOperators.LSHL, 24)
            .or(rounded(green.add(half), bits).lanewise(VectorOperators.LSHL, 16))
            .or(rounded(blue.add(half), bits).lanewise(VectorOperators.LSHL, 8))
            .intoArray(resized, x * ROWS + row);
      }
    }
  }

  private static IntVector rounded(IntVector sums, int bits) {
    return sums.lanewise(VectorOperators.ASHR, bits).max(0).min(255);
  }

  /**
   * Adds weighted rows to the sums of one row of the output.
   *
   * @param rows pixels, {@code stride} a row
   * @param stride a multiple of {@value #ROWS}
   * @param from first row of the block that is added
   * @param to the row after the last
   * @param weights the weight of row {@code from} is at {@code weight}, those of the others follow
   * @param sums {@code stride} sums of red at {@code offset}, then those of green and of blue
   */
  public static void addRows(
      int[] rows, int stride, int from, int to, int[] weights, int weight, int[] sums, int offset) {
    IntVector low = IntVector.broadcast(INTS, 0xff);
    for (int x = 0; x < stride; x += LANES) {
      IntVector red = IntVector.zero(INTS);
      IntVector green = IntVector.zero(INTS);
      IntVector blue = IntVector.zero(INTS);
      for (int row = from, at = from * stride + x; row < to; row++, at += stride) {
        IntVector factor = IntVector.broadcast(INTS, weights[weight + row - from]);
        IntVector pixel = IntVector.fromArray(INTS, rows, at);
        red = red.add(pixel.lanewise(VectorOperators.LSHR, 24).mul(factor));
        green = green.add(pixel.lanewise(VectorOperators.LSHR, 16).and(low).mul(factor));
        blue = blue.add(pixel.lanewise(VectorOperators.LSHR, 8).and(low).mul(factor));
      }
      int at = offset + x;
      red.add(IntVector.fromArray(INTS, sums, at)).intoArray(sums, at);
      green.add(IntVector.fromArray(INTS, sums, at + stride)).intoArray(sums, at + stride);
      blue.add(IntVector.fromArray(INTS, sums, at + 2 * stride)).intoArray(sums, at + 2 * stride);
    }
  }
}
