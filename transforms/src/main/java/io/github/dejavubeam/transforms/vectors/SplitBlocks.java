package io.github.dejavubeam.transforms.vectors;

import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A split as the steps after embedding see it.
 *
 * @param folder where its blocks lie
 * @param keys where the blocks lie that serve to look up keys, hashes and labels
 * @param index the blocks
 * @param excluded references of rows that take no part
 * @param cacheBytes limit of each worker's {@link BlockCache}
 */
public record SplitBlocks(
    VectorFolder folder,
    KeyBlocks keys,
    PCollectionView<BlockIndex> index,
    PCollectionView<List<Long>> excluded,
    long cacheBytes)
    implements Serializable {

  /** Opens blocks, as they are asked for, to look up keys, hashes and labels in any order. */
  public OpenBlocks openKeys(BlockIndex blocks) {
    return open(keys.folder(), keys.encoder(), blocks, OpenBlocks.MAX_OPEN);
  }

  /** Opens the blocks of an encoder as they are asked for, to go through their vectors. */
  public OpenBlocks open(String encoder, BlockIndex blocks) {
    return open(folder, encoder, blocks, OpenBlocks.KEPT);
  }

  private OpenBlocks open(VectorFolder from, String encoder, BlockIndex blocks, int kept) {
    return new OpenBlocks(from, encoder, blocks, BlockCache.ofProcess(cacheBytes), kept);
  }
}
