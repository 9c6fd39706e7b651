package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.retrieval.RowReference;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbered rows cut into blocks of the same size, give or take one row.
 *
 * @param rows number of rows
 * @param blocks number of blocks, at most as many
 */
record BlockCut(long rows, int blocks) {

  /**
   * The fewest blocks that are small enough and can be dealt evenly.
   *
   * @param maxRows most rows of a block
   * @param dealtTo number of blocks is a multiple of this, unless there are too few rows
   */
  static BlockCut of(long rows, int maxRows, int dealtTo) {
    long most = (long) maxRows * dealtTo;
    return new BlockCut(rows, Math.toIntExact(Math.min(rows, (rows + most - 1) / most * dealtTo)));
  }

  /** Number of the first row of a block. */
  long firstRow(int block) {
    return Math.multiplyExact(rows, (long) block) / blocks;
  }

  /** Rows of a block. */
  int rows(int block) {
    return Math.toIntExact(firstRow(block + 1) - firstRow(block));
  }

  /** Rows of each block. */
  List<Integer> sizes() {
    return IntStream.range(0, blocks).mapToObj(this::rows).toList();
  }

  /** Rows of the largest block. */
  int largest() {
    return Math.toIntExact((rows + blocks - 1) / blocks);
  }

  /** Number of the row that a {@link RowReference} names. */
  long row(long reference) {
    return firstRow(RowReference.block(reference)) + RowReference.row(reference);
  }
}
