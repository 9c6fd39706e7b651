package io.github.dejavubeam.transforms.vectors;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A split as the steps after embedding see it.
 *
 * @param folder where its blocks lie
 * @param index the blocks
 * @param excluded references of rows that take no part
 */
public record SplitBlocks(
    VectorFolder folder, PCollectionView<BlockIndex> index, PCollectionView<List<Long>> excluded)
    implements Serializable {

  /** Opens the blocks of an encoder as they are asked for. */
  public OpenBlocks open(String encoder, BlockIndex blocks) {
    return new OpenBlocks(folder, encoder, blocks);
  }
}
