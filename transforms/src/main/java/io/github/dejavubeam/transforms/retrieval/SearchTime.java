package io.github.dejavubeam.transforms.retrieval;

/**
 * Processor time that a search has taken, in nanoseconds summed over its threads.
 *
 * @param packNanos reading index rows and laying them out for the engine, which costs the same for
 *     one query as for many
 * @param searchNanos comparing them with the queries
 */
public record SearchTime(long packNanos, long searchNanos) {}
