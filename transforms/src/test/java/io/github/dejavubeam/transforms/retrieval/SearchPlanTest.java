package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchPlanTest {

  @Test
  void aTaskSeesTheWholeIndexWhereQueriesKeepAllWorkersBusy() {
    List<SearchTask> tasks = SearchPlan.of(2, List.of(10, 10), List.of(5, 5, 5), 4, 10);
    assertEquals(
        List.of(
            SearchTask.of(0, List.of(0), List.of(0, 1, 2)),
            SearchTask.of(0, List.of(1), List.of(0, 1, 2)),
            SearchTask.of(1, List.of(0), List.of(0, 1, 2)),
            SearchTask.of(1, List.of(1), List.of(0, 1, 2))),
        tasks);
  }

  @Test
  void splitsTheIndexWhereThereAreMoreWorkersThanQueryGroups() {
    List<SearchTask> tasks = SearchPlan.of(1, List.of(10), List.of(5, 5, 5, 5), 2, 10);
    assertEquals(
        List.of(
            SearchTask.of(0, List.of(0), List.of(0, 1)),
            SearchTask.of(0, List.of(0), List.of(2, 3))),
        tasks);
  }

  @Test
  void workersGetAboutAsManyRowsEach() {
    List<SearchTask> tasks =
        SearchPlan.of(1, List.of(10), List.of(65_536, 65_536, 65_536, 3_392), 2, 10);
    assertEquals(
        List.of(
            SearchTask.of(0, List.of(0), List.of(0, 1)),
            SearchTask.of(0, List.of(0), List.of(2, 3))),
        tasks);
  }

  @Test
  void tinyQueryBlocksShareATask() {
    List<SearchTask> tasks =
        SearchPlan.of(1, Collections.nCopies(10_000, 3), List.of(5), 4, 30_000);
    assertEquals(1, tasks.size());
    assertEquals(10_000, tasks.get(0).queryBlocks().size());
  }

  @Test
  void everyPairOfBlocksIsSearchedOnce() {
    List<Integer> queries = List.of(7, 100, 3, 3, 50);
    List<Integer> index = List.of(1, 1000, 2, 2, 2, 400);
    for (int workers : new int[] {1, 2, 3, 8, 100}) {
      Set<List<Integer>> seen = new HashSet<>();
      for (SearchTask task : SearchPlan.of(3, queries, index, workers, 60)) {
        for (int query : task.queryBlocks()) {
          for (int block : task.indexBlocks()) {
            assertTrue(seen.add(List.of(task.search(), query, block)));
          }
        }
      }
      assertEquals(3 * queries.size() * index.size(), seen.size());
    }
  }
}
