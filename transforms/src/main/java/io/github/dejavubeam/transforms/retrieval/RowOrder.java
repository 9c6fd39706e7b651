package io.github.dejavubeam.transforms.retrieval;

/**
 * Decides which of two rows at exactly the same distance comes first: the one with the smaller
 * example id.
 */
@FunctionalInterface
public interface RowOrder {

  /**
   * Compares the ids of two rows.
   *
   * @param first a {@link RowReference}
   * @param second a {@link RowReference}
   * @return below 0 where the first comes before the second
   */
  int compare(long first, long second);
}
