package io.github.dejavubeam.transforms.retrieval;

/**
 * Names a row of a set of blocks by one long: the block's ordinal in the high half, the row in it
 * in the low half.
 */
public final class RowReference {

  private RowReference() {}

  /** The reference of a row; both arguments are at least 0. */
  public static long of(int block, int row) {
    return ((long) block << Integer.SIZE) | row;
  }

  /** Ordinal of the block. */
  public static int block(long reference) {
    return (int) (reference >>> Integer.SIZE);
  }

  /** Row within the block. */
  public static int row(long reference) {
    return (int) reference;
  }
}
