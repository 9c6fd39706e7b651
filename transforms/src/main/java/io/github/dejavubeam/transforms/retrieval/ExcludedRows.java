package io.github.dejavubeam.transforms.retrieval;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;

/** Rows that take no part: the later ones of a duplicate key, and rows without a usable vector. */
public final class ExcludedRows {

  /** Every row takes part. */
  public static final ExcludedRows NONE = new ExcludedRows(java.util.List.of());

  private final LongSet rows;

  /** The rows with these {@link RowReference}s. */
  public ExcludedRows(Iterable<Long> references) {
    rows = new LongOpenHashSet();
    references.forEach(reference -> rows.add(reference.longValue()));
  }

  /** Whether the row takes no part. */
  public boolean contains(int block, int row) {
    return !rows.isEmpty() && rows.contains(RowReference.of(block, row));
  }
}
