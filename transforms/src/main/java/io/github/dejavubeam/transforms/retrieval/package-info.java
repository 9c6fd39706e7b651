/**
 * Exact nearest neighbours: which rows of an index are closest to a query, whatever the engine or
 * the tiling.
 */
package io.github.dejavubeam.transforms.retrieval;
