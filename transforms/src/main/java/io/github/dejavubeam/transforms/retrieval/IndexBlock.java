package io.github.dejavubeam.transforms.retrieval;

/**
 * A block of index rows on its way past the queries.
 *
 * @param ordinal names it in {@link RowReference}s, at least 0
 * @param rows its vectors
 */
public record IndexBlock(int ordinal, VectorRows rows) {}
