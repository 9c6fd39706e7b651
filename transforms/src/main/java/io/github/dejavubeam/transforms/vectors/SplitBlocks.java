package io.github.dejavubeam.transforms.vectors;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * A split as the steps after embedding see it.
 *
 * @param folder where its blocks lie
 * @param keys where the blocks lie that serve to look up keys, hashes and labels
 * @param index the blocks
 * @param excluded references of rows that take no part
 * @param cacheBytes limit of each worker's {@link BlockCache}
 * @param job tells the blocks from those that another job writes under the same names
 */
public record SplitBlocks(
    VectorFolder folder,
    KeyBlocks keys,
    PCollectionView<BlockIndex> index,
    PCollectionView<List<Long>> excluded,
    long cacheBytes,
    UUID job)
    implements Serializable {

  /**
   * Blocks of keys that stay mapped, for all threads of a process together: each takes 2 KiB of
   * heap, its columns and what unmaps it, and one of the 65,530 mappings that Linux allows a
   * process, of which the splits of a study must all have their part. What is read of a mapped file
   * lies in the system's cache, that the system takes back as it likes.
   */
  public static final int MOST_OF_KEYS = 16_384;

  /** Blocks of vectors that stay mapped, for one search: it goes through them one by one. */
  static final int MOST_OF_VECTORS = 1024;

  /**
   * Blocks of vectors that stay though the cache has no room for the next: both of a comparison,
   * the one that is searched and the one that is read ahead, and as many to spare.
   */
  static final int KEPT_OF_VECTORS = 8;

  /** A split of the job that is being built. */
  public SplitBlocks(
      VectorFolder folder,
      KeyBlocks keys,
      PCollectionView<BlockIndex> index,
      PCollectionView<List<Long>> excluded,
      long cacheBytes) {
    this(folder, keys, index, excluded, cacheBytes, UUID.randomUUID());
  }

  /**
   * What hashes that decide who does what are mixed with, the same for all workers: data cannot be
   * made to burden one of them.
   */
  public long salt() {
    return job.getLeastSignificantBits();
  }

  /**
   * Opens blocks, as they are asked for, to look up keys, hashes and labels in any order. They are
   * shared by all who do so in this process, until the last of them closes what he got.
   */
  public OpenBlocks openKeys(BlockIndex blocks) {
    return SharedBlocks.open(
        new SharedBlocks.Key(job, keys),
        () -> mapped(keys.folder(), keys.encoder(), blocks, MOST_OF_KEYS, MOST_OF_KEYS));
  }

  /** Opens the blocks of an encoder as they are asked for, to go through their vectors. */
  public OpenBlocks open(String encoder, BlockIndex blocks) {
    MappedBlocks mapped = mapped(folder, encoder, blocks, MOST_OF_VECTORS, KEPT_OF_VECTORS);
    return new OpenBlocks(mapped, mapped::close);
  }

  private MappedBlocks mapped(
      VectorFolder from, String encoder, BlockIndex blocks, int most, int kept) {
    return new MappedBlocks(from, encoder, blocks, BlockCache.ofProcess(cacheBytes), most, kept);
  }
}
