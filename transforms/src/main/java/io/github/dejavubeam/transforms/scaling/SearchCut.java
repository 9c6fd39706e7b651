package io.github.dejavubeam.transforms.scaling;

import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import io.github.dejavubeam.transforms.retrieval.SearchPlan;
import java.util.Optional;

/**
 * How the searches of one set of queries are cut into tasks: as {@link SearchPlan} does, for blocks
 * that are all equal.
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
    return new SearchCut(
        queryGroups,
        indexGroups(study.searches() * queryGroups, cluster.slots(), data.blocks(publics)),
        study.searches());
  }

  private static long indexGroups(long tasksWithWholeIndex, long workers, long indexBlocks) {
    long least = ceil(workers, Math.max(1, tasksWithWholeIndex));
    long best = Math.max(1, Math.min(least, indexBlocks));
    for (long groups = best;
        groups <= Math.min(least + SearchPlan.MORE_GROUPS, indexBlocks);
        groups++) {
      if (unevenness(tasksWithWholeIndex * groups, workers)
          < unevenness(tasksWithWholeIndex * best, workers)) {
        best = groups;
      }
      if (unevenness(tasksWithWholeIndex * best, workers) <= SearchPlan.EVEN) {
        break;
      }
    }
    return best;
  }

  /** What the busiest worker does of equal tasks, by what each does on average. */
  private static double unevenness(long tasks, long workers) {
    return (double) ceil(tasks, workers) * workers / Math.max(1, tasks);
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
