package io.github.dejavubeam.transforms.scaling;

import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that a study wants more of as it grows than there is at some point.
 *
 * @param what of what
 * @param needed how much the study wants
 * @param given how much there is
 * @param then what happens where that is less, and the mend
 */
public record Limit(String what, double needed, double given, String then) {

  /** A block's name, shard and rows, in the side input that every task reads. */
  private static final int REFERENCE_BYTES = 300;

  /** Flink sends side inputs to each task as a whole, within its heap. */
  private static final long SIDE_INPUT_BYTES = 256L << 20;

  /** Most disk of a machine that a cloud attaches without asking. */
  private static final double DISK_BYTES = 1e12;

  /** How much of its limit is used up. */
  public double share() {
    return needed / given;
  }

  /** The limits of a study, the one that breaks first before the others. */
  public static List<Limit> of(CostModel model) {
    SetSizes sets = model.sets();
    DataShape data = model.data();
    Cluster cluster = model.cluster();
    long publicBlocks = data.blocks(sets.publics());
    long queryBlocks = Math.max(data.blocks(sets.targets()), data.blocks(sets.controls()));
    long tasks = model.cuts().stream().mapToLong(SearchCut::tasks).max().orElseThrow();
    return Stream.of(
            new Limit(
                "blocks of the public set kept open",
                publicBlocks,
                SplitBlocks.MOST_OF_KEYS,
                "labels of neighbours open files again and again: make larger shards, up to"
                    + " --blockRows examples each"),
            new Limit(
                "blocks of the target or control set kept open",
                queryBlocks,
                SplitBlocks.MOST_OF_KEYS,
                "scoring opens files again and again: make larger shards"),
            new Limit(
                "bytes of public vectors that searches copy, of --blockCacheBytes",
                model.indexBytes(),
                cluster.blockCacheBytes(),
                "where vectors are remote every task copies them again: raise --blockCacheBytes, or"
                    + " --searchMemory for fewer tasks, or use --vectorType=float16"),
            new Limit(
                "bytes of blocks with labels on a machine's disk, of 1 TB",
                model.labelBytes(),
                DISK_BYTES,
                "where vectors are remote each machine that scores needs a larger disk"),
            new Limit(
                "bytes of block references in a side input, of 256 MiB",
                (double) REFERENCE_BYTES * Math.max(publicBlocks, queryBlocks),
                SIDE_INPUT_BYTES,
                "side inputs exhaust the heap of workers: make larger shards"),
            new Limit(
                "tasks that search at once, of those that there are",
                cluster.slots(),
                tasks,
                "cores stay idle in the search: use fewer machines, or smaller shards"))
        .sorted(Comparator.comparingDouble(Limit::share).reversed())
        .toList();
  }
}
