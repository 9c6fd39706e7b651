package io.github.dejavubeam.transforms.retrieval;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * The rows of a chunk that score best, for each of some queries.
 *
 * @param count how many a query
 * @param scores shape [queries, count], the best first
 * @param rows the rows that have these scores, counted within the chunk
 */
public record BestScores(int count, FloatBuffer scores, IntBuffer rows) {}
