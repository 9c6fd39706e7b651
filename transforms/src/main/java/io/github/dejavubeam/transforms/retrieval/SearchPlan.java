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
    List<List<Integer>> indexGroups = evenGroups(indexRows, wanted);
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

  /** Cuts blocks that follow each other into at most so many groups of about as many rows. */
  private static List<List<Integer>> evenGroups(List<Integer> rows, int wanted) {
    long total = rows.stream().mapToLong(Integer::longValue).sum();
    List<List<Integer>> groups = new ArrayList<>();
    long before = 0;
    long group = -1;
    for (int block = 0; block < rows.size(); block++) {
      // A block belongs where its middle falls.
      long middle = (2 * before + rows.get(block)) * wanted / Math.max(1, 2 * total);
      if (middle != group) {
        groups.add(new ArrayList<>());
        group = middle;
      }
      groups.get(groups.size() - 1).add(block);
      before += rows.get(block);
    }
    return groups;
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
