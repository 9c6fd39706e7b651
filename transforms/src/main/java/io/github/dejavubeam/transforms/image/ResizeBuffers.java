package io.github.dejavubeam.transforms.image;

import java.util.Arrays;

/**
 * What resizing one image after the other uses again: memory, and the weights of the last sizes.
 * One thread uses it at a time.
 */
public final class ResizeBuffers {

  private final Weights columns = new Weights();
  private final Weights rows = new Weights();
  private int[] window = new int[0];
  private int[] sums = new int[0];
  private int[] block = new int[0];
  private int[] resizedBlock = new int[0];
  private int[] resizedRows = new int[0];
  private float[] plane = new float[0];

  /** The weights of the first pass. */
  ResampleCoefficients columns(
      int inputSize, int outputSize, int start, int length, Interpolation interpolation) {
    return columns.of(new Axis(inputSize, outputSize, start, length, interpolation));
  }

  /** The weights of the second pass. */
  ResampleCoefficients rows(
      int inputSize, int outputSize, int start, int length, Interpolation interpolation) {
    return rows.of(new Axis(inputSize, outputSize, start, length, interpolation));
  }

  /** Room for the pixels of the result, of exactly or more than that length. */
  int[] window(int length) {
    window = atLeast(window, length);
    return window;
  }

  /** Sums of the second pass, all 0. */
  int[] sums(int length) {
    sums = atLeast(sums, length);
    Arrays.fill(sums, 0, length, 0);
    return sums;
  }

  /** Room for a block of the input. */
  int[] block(int length) {
    block = atLeast(block, length);
    return block;
  }

  /** Room for a block after the first pass. */
  int[] resizedBlock(int length) {
    resizedBlock = atLeast(resizedBlock, length);
    return resizedBlock;
  }

  /** Room for the rows of such a block. */
  int[] resizedRows(int length) {
    resizedRows = atLeast(resizedRows, length);
    return resizedRows;
  }

  /** Room for a channel of the result as floats. */
  float[] plane(int length) {
    if (plane.length < length) {
      plane = new float[length];
    }
    return plane;
  }

  private static int[] atLeast(int[] array, int length) {
    return array.length >= length ? array : new int[length];
  }

  /** The weights of one pass; most images of a data set have one of a few sizes. */
  private static final class Weights {
    private Axis axis;
    private ResampleCoefficients coefficients;

    ResampleCoefficients of(Axis wanted) {
      if (!wanted.equals(axis)) {
        axis = wanted;
        coefficients =
            new ResampleCoefficients(
                wanted.inputSize,
                wanted.outputSize,
                wanted.start,
                wanted.length,
                wanted.interpolation);
      }
      return coefficients;
    }
  }

  private record Axis(
      int inputSize, int outputSize, int start, int length, Interpolation interpolation) {}
}
