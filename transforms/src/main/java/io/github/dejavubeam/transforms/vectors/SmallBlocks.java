package io.github.dejavubeam.transforms.vectors;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/**
 * Keys and labels of small blocks on the heap, the least recently used dropped first. To open a
 * block costs as much as to look up some hundred rows, so a set in many tiny shards, whose
 * neighbours are all over it, would be opened again and again.
 */
final class SmallBlocks {

  /** Rows of a block that take no more time to be copied than the block takes to be opened. */
  static final int MOST_ROWS = 64;

  private final long limitBytes;
  private final Map<Integer, Kept> blocks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  private record Kept(List<LookedUpRow> rows, long bytes) {}

  /** Keeps so many bytes at most, by estimate. */
  SmallBlocks(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** The rows of the block of that ordinal, null if they are not here. */
  @Nullable
  synchronized List<LookedUpRow> get(int ordinal) {
    Kept kept = blocks.get(ordinal);
    return kept == null ? null : kept.rows();
  }

  /** Keeps the rows of a block; one that would take all the room is not kept. */
  synchronized void add(int ordinal, List<LookedUpRow> rows) {
    long added = rows.stream().mapToLong(LookedUpRow::bytes).sum();
    if (added > limitBytes || blocks.containsKey(ordinal)) {
      return;
    }
    blocks.put(ordinal, new Kept(rows, added));
    bytes += added;
    for (Iterator<Kept> eldest = blocks.values().iterator(); bytes > limitBytes; ) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }
}
