package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.work.EvenShares;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a study's searches into tasks, a group of query blocks against a group of index blocks, and
 * deals them to workers.
 *
 * <p>Query blocks are put together up to a bounded number of rows, because every task reads its
 * whole index group. The index is split only where the tasks would leave workers without work: into
 * as few groups as give all about the same to do, so that a query's result seldom has to be merged.
 * The plan decides speed and memory, never an answer.
 */
public final class SearchPlan {

  /** A plan is even if the busiest worker has no more than this, by what each has on average. */
  public static final double EVEN = 1.1;

  /** Numbers of groups that are tried beyond the least. */
  public static final int MORE_GROUPS = 15;

  private final List<SearchTask> tasks;
  private final EvenShares shares;

  private SearchPlan(List<SearchTask> tasks, EvenShares shares) {
    this.tasks = tasks;
    this.shares = shares;
  }

  /**
   * The tasks of all searches.
   *
   * @param dimensions components of the vectors of each search; all are over the same blocks
   * @param queryRows rows of each query block
   * @param indexRows rows of each index block
   * @param workers tasks that can run at the same time
   * @param maxQueryRows rows that a task may hold with their running neighbours, unless one block
   *     has more
   */
  public static SearchPlan of(
      List<Integer> dimensions,
      List<Integer> queryRows,
      List<Integer> indexRows,
      int workers,
      int maxQueryRows) {
    List<List<Integer>> queryGroups = groups(queryRows, maxQueryRows);
    int tasksWithWholeIndex = dimensions.size() * queryGroups.size();
    int least = (workers + tasksWithWholeIndex - 1) / Math.max(1, tasksWithWholeIndex);
    SearchPlan best = null;
    for (int wanted = least; wanted <= least + MORE_GROUPS; wanted++) {
      SearchPlan plan =
          of(dimensions, queryRows, queryGroups, indexRows, evenGroups(indexRows, wanted), workers);
      if (best == null || plan.shares.unevenness() < best.shares.unevenness()) {
        best = plan;
      }
      if (best.shares.unevenness() <= EVEN || wanted >= indexRows.size()) {
        break;
      }
    }
    return best;
  }

  private static SearchPlan of(
      List<Integer> dimensions,
      List<Integer> queryRows,
      List<List<Integer>> queryGroups,
      List<Integer> indexRows,
      List<List<Integer>> indexGroups,
      int workers) {
    long[] indexSizes = indexGroups.stream().mapToLong(group -> rows(indexRows, group)).toArray();
    List<SearchTask> tasks = new ArrayList<>();
    List<Long> costs = new ArrayList<>();
    for (int search = 0; search < dimensions.size(); search++) {
      for (List<Integer> queries : queryGroups) {
        long ofRow = dimensions.get(search) * rows(queryRows, queries);
        for (int group = 0; group < indexSizes.length; group++) {
          tasks.add(SearchTask.of(search, queries, indexGroups.get(group)));
          costs.add(ofRow * indexSizes[group]);
        }
      }
    }
    return new SearchPlan(
        tasks, EvenShares.of(costs.stream().mapToLong(Long::longValue).toArray(), workers));
  }

  private static long rows(List<Integer> rows, List<Integer> blocks) {
    return blocks.stream().mapToLong(rows::get).sum();
  }

  /** The tasks, by search, queries, index. */
  public List<SearchTask> tasks() {
    return tasks;
  }

  /** Number of the worker that a task is dealt to. */
  public int worker(int task) {
    return shares.worker(task);
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
