package io.github.dejavubeam.transforms.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a study's searches into tasks: a group of query blocks against a group of index blocks.
 *
 * <p>Query blocks are put together up to a bounded number of rows, because every task reads its
 * whole index group. The index is split only where there are fewer query groups than workers, into
 * as few groups as keep all of them busy, so that a query's result seldom has to be merged. The
 * plan decides speed and memory, never an answer.
 */
public final class SearchPlan {

  private SearchPlan() {}

  /**
   * The tasks of all searches.
   *
   * @param searches number of searches, each over the same blocks
   * @param queryRows rows of each query block
   * @param indexRows rows of each index block
   * @param workers tasks that can run at the same time
   * @param maxQueryRows rows that a task may hold with their running neighbours, unless one block
   *     has more
   */
  public static List<SearchTask> of(
      int searches,
      List<Integer> queryRows,
      List<Integer> indexRows,
      int workers,
      int maxQueryRows) {
    List<List<Integer>> queryGroups = groups(queryRows, maxQueryRows);
    int tasksWithWholeIndex = searches * queryGroups.size();
    int wanted = (workers + tasksWithWholeIndex - 1) / Math.max(1, tasksWithWholeIndex);
    long total = indexRows.stream().mapToLong(Integer::longValue).sum();
    List<List<Integer>> indexGroups = groups(indexRows, (total + wanted - 1) / Math.max(1, wanted));
    List<SearchTask> tasks = new ArrayList<>();
    for (int search = 0; search < searches; search++) {
      for (List<Integer> queries : queryGroups) {
        for (List<Integer> index : indexGroups) {
          tasks.add(SearchTask.of(search, queries, index));
        }
      }
    }
    return tasks;
  }

  private static List<List<Integer>> groups(List<Integer> rows, long maxRows) {
    List<List<Integer>> groups = new ArrayList<>();
    List<Integer> group = new ArrayList<>();
    long inGroup = 0;
    for (int block = 0; block < rows.size(); block++) {
      if (!group.isEmpty() && inGroup + rows.get(block) > maxRows) {
        groups.add(group);
        group = new ArrayList<>();
        inGroup = 0;
      }
      group.add(block);
      inGroup += rows.get(block);
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
    return groups;
  }
}
