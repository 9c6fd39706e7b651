package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlock;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The blocks of a split in the order of their names, which numbers them. Small: no vector is in it.
 */
public final class BlockIndex implements Serializable {

  private static final long serialVersionUID = 1;

  private final ArrayList<VectorBlock> blocks;

  /** The blocks in any order; one given twice, as by a retried step, counts once. */
  public BlockIndex(Iterable<VectorBlock> unsorted) {
    ArrayList<VectorBlock> sorted = new ArrayList<>();
    unsorted.forEach(sorted::add);
    Collections.sort(sorted);
    blocks = new ArrayList<>(sorted.size());
    for (VectorBlock block : sorted) {
      if (blocks.isEmpty() || !blocks.get(blocks.size() - 1).name().equals(block.name())) {
        blocks.add(block);
      }
    }
  }

  /** Number of blocks. */
  public int size() {
    return blocks.size();
  }

  /** The block of that ordinal. */
  public VectorBlock block(int ordinal) {
    return blocks.get(ordinal);
  }

  /**
   * The ordinal of the block of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int ordinal(String name) {
    int ordinal = Collections.binarySearch(blocks, VectorBlock.of(name, "", 0));
    if (ordinal < 0) {
      throw new IllegalArgumentException("no block " + name);
    }
    return ordinal;
  }

  /** Rows of each block. */
  public List<Integer> rows() {
    return blocks.stream().map(VectorBlock::rows).toList();
  }
}
