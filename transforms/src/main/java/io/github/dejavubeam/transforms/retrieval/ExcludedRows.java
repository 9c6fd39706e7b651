package io.github.dejavubeam.transforms.retrieval;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.List;

/** Rows that take no part: the later ones of a duplicate key, and rows without a usable vector. */
public final class ExcludedRows {

  /** Every row takes part. */
  public static final ExcludedRows NONE = new ExcludedRows(List.of());

  private final LongSet rows;

  /** The rows with these {@link RowReference}s. */
  public ExcludedRows(Iterable<Long> references) {
    rows = new LongOpenHashSet();
    references.forEach(reference -> rows.add(reference.longValue()));
  }

  /**
   * Those of one block alone, for who goes through that block: a step sees the references of a
   * whole set once a block, and to put all of them into a table each time takes twenty times as
   * long.
   */
  public static ExcludedRows ofBlock(int block, Iterable<Long> references) {
    ExcludedRows excluded = new ExcludedRows(List.of());
    for (long reference : references) {
      if (RowReference.block(reference) == block) {
        excluded.rows.add(reference);
      }
    }
    return excluded;
  }

  /** Whether the row takes no part. */
  public boolean contains(int block, int row) {
    return !rows.isEmpty() && rows.contains(RowReference.of(block, row));
  }
}
