package io.github.dejavubeam.transforms.scaling;

import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import java.util.Optional;

/**
 * How the searches of one set of queries are cut into tasks: as {@link
 * io.github.dejavubeam.transforms.retrieval.SearchPlan} does, for blocks that are all equal.
 *
 * @param queryGroups groups of query blocks, each of which is packed once and kept
 * @param indexGroups groups of index blocks, of which a task reads one
 * @param searches number of searches
 */
record SearchCut(long queryGroups, long indexGroups, int searches) {

  /** The cut for so many queries and public rows. */
  static SearchCut of(
      long queries, long publics, DataShape data, StudyShape study, Cluster cluster) {
    long perQuery =
        new PanelEngine(Optional.empty()).bytesPerQuery(data.dimension(), study.largestK());
    long blocksOfTask = Math.max(1, cluster.searchMemory() / perQuery / data.rowsOfBlock());
    long queryGroups = ceil(data.blocks(queries), blocksOfTask);
    long whole = study.searches() * queryGroups;
    long indexGroups =
        Math.min(data.blocks(publics), Math.max(1, ceil(cluster.slots(), Math.max(1, whole))));
    return new SearchCut(queryGroups, indexGroups, study.searches());
  }

  private static long ceil(long number, long by) {
    return (number + by - 1) / by;
  }

  /** Tasks of all searches. */
  long tasks() {
    return searches * queryGroups * indexGroups;
  }

  /** Public rows that all tasks read and lay out for the engine, one after the other. */
  double rowsRead(long publics) {
    return (double) searches * queryGroups * publics;
  }
}
