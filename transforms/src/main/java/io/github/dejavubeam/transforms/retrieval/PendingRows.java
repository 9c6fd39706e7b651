package io.github.dejavubeam.transforms.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of the last blocks shown, numbered through, that offers wait for a decision on: the
 * longer they wait, the fewer are left to be decided, as a row is read once more for that. Bounded,
 * so that they are likely to be in memory still.
 */
final class PendingRows {

  /** What the vectors of pending blocks may take, as floats. */
  static final long MOST_BYTES = 1L << 30;

  /** How many blocks may be pending: each takes a mapping of the process. */
  static final int MOST_BLOCKS = 256;

  private final List<IndexBlock> blocks = new ArrayList<>();
  private final int[] firsts = new int[MOST_BLOCKS];
  private int rows;

  /** Whether another block may join those that are pending; the first always may. */
  boolean hasRoomFor(IndexBlock block) {
    long all = (long) rows + block.rows().rows();
    return blocks.isEmpty()
        || (blocks.size() < MOST_BLOCKS
            && all * block.rows().dimension() * Float.BYTES <= MOST_BYTES);
  }

  /**
   * Numbers the rows of a block, for which there must be room.
   *
   * @return the number of its first row
   */
  int add(IndexBlock block) {
    int first = rows;
    firsts[blocks.size()] = first;
    blocks.add(block);
    rows += block.rows().rows();
    return first;
  }

  /** Lets go of all blocks. */
  void clear() {
    blocks.clear();
    rows = 0;
  }

  /** Copies the vector of a row into {@code target}. */
  void copyRow(int row, float[] target) {
    int place = place(row);
    blocks.get(place).rows().copyRow(row - firsts[place], target, 0);
  }

  /** The {@link RowReference} of a row. */
  long reference(int row) {
    int place = place(row);
    return RowReference.of(blocks.get(place).ordinal(), row - firsts[place]);
  }

  /** Which block a row is of. Blocks of no rows have the number of the next one's first row. */
  private int place(int row) {
    int found = Arrays.binarySearch(firsts, 0, blocks.size(), row);
    int place = found < 0 ? -found - 2 : found;
    while (place + 1 < blocks.size() && firsts[place + 1] == row) {
      place++;
    }
    return place;
  }
}
