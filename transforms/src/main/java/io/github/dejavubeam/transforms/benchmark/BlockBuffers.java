package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import io.github.dejavubeam.transforms.synthetic.VectorSource;
import java.util.Arrays;

/** Room for a few generated blocks, used again and again by one thread at a time. */
final class BlockBuffers {

  private static final int EMPTY = -1;

  private final VectorSource source;
  private final BlockCut cut;
  private final float[][] values;
  private final int[] held;

  BlockBuffers(VectorSource source, BlockCut cut, int places) {
    this.source = source;
    this.cut = cut;
    values = new float[places][];
    held = new int[places];
    Arrays.fill(held, EMPTY);
  }

  int places() {
    return held.length;
  }

  /** Generates a block into a place, unless it is there already. */
  void load(int place, int ordinal) {
    if (held[place] == ordinal) {
      return;
    }
    if (values[place] == null) {
      values[place] = new float[Math.multiplyExact(cut.largest(), source.dimension())];
    }
    held[place] = EMPTY;
    source.fill(cut.firstRow(ordinal), cut.rows(ordinal), values[place]);
    held[place] = ordinal;
  }

  /** The block that was loaded into a place; good until the next one is. */
  IndexBlock block(int place) {
    return new IndexBlock(held[place], rows(place));
  }

  /** How many rows a block has, whether it is held or not. */
  int rowCount(int ordinal) {
    return cut.rows(ordinal);
  }

  /** Its rows. */
  FloatRows rows(int place) {
    return new FloatRows(values[place], cut.rows(held[place]), source.dimension());
  }
}
