package io.github.dejavubeam.transforms.retrieval;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The rows of the last blocks shown, numbered through, that offers wait for a decision on: the
 * longer they wait, the fewer are left to be decided, as a row is read once more for that. Bounded,
 * so that they are likely to be in memory still. Where blocks are copies, one that is deleted
 * meanwhile keeps its place on the disk until then.
 */
final class PendingRows {

  /** More than this gains little, since nearest rows are spread over all blocks. */
  private static final long LARGEST_BOUND = 2L << 30;

  private static final long SMALLEST_BOUND = 256L << 20;

  /** How many blocks may be pending: each takes a mapping of the process. */
  static final int MOST_BLOCKS = 256;

  private final List<IndexBlock> blocks = new ArrayList<>();
  private final int[] firsts = new int[MOST_BLOCKS];
  private final long mostBytes;
  private int rows;

  /**
   * No rows.
   *
   * @param mostBytes what the vectors of more blocks than one may take, as floats
   */
  PendingRows(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** What a search of this machine may take. */
  static long bytesOfASearch() {
    Runtime machine = Runtime.getRuntime();
    return bytesOfASearch(
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize(),
        machine.maxMemory(),
        machine.availableProcessors());
  }

  /**
   * What a search may take: half of the memory that the heap leaves to the system, which keeps
   * there what was read of blocks, divided among as many searches as there are cores.
   */
  static long bytesOfASearch(long memory, long heap, int cores) {
    long share = (memory - heap) / (2L * cores);
    return Math.max(SMALLEST_BOUND, Math.min(share, LARGEST_BOUND));
  }

  /** Whether another block may join those that are pending; the first always may. */
  boolean hasRoomFor(IndexBlock block) {
    long all = (long) rows + block.rows().rows();
    return blocks.isEmpty()
        || (blocks.size() < MOST_BLOCKS
            && all * block.rows().dimension() * Float.BYTES <= mostBytes);
  }

  /**
   * Numbers the rows of a block, at least one, for which there must be room.
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

  /** Which block a row is of. */
  private int place(int row) {
    int found = Arrays.binarySearch(firsts, 0, blocks.size(), row);
    return found < 0 ? -found - 2 : found;
  }
}
