package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SearchPlanTest {

  @Test
  void aTaskSeesTheWholeIndexWhereQueriesKeepAllWorkersBusy() {
    List<SearchTask> tasks =
        SearchPlan.of(List.of(8, 8), List.of(10, 10), List.of(5, 5, 5), 4, 10).tasks();
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
    List<SearchTask> tasks =
        SearchPlan.of(List.of(8), List.of(10), List.of(5, 5, 5, 5), 2, 10).tasks();
    assertEquals(
        List.of(
            SearchTask.of(0, List.of(0), List.of(0, 1)),
            SearchTask.of(0, List.of(0), List.of(2, 3))),
        tasks);
  }

  @Test
  void workersGetAboutAsManyRowsEach() {
    List<SearchTask> tasks =
        SearchPlan.of(
                List.of(8),
                List.of(10),
                List.of(65_536, 65_536, 65_536, 65_536, 3_392, 3_392),
                2,
                10)
            .tasks();
    assertEquals(
        List.of(
            SearchTask.of(0, List.of(0), List.of(0, 1)),
            SearchTask.of(0, List.of(0), List.of(2, 3, 4, 5))),
        tasks);
  }

  @Test
  void searchesThatCannotBeDealtEvenlyAreCutFiner() {
    // Three equal searches for two workers: one of them would work twice as long as the other.
    SearchPlan plan = SearchPlan.of(List.of(8, 8, 8), List.of(10), List.of(5, 5, 5, 5), 2, 10);
    assertEquals(6, plan.tasks().size());
    assertEquals(3, IntStream.range(0, 6).filter(task -> plan.worker(task) == 0).count());
  }

  @Test
  void aCostlySearchGetsAWorkerOfItsOwn() {
    SearchPlan plan = SearchPlan.of(List.of(100, 300, 100, 100), List.of(10), List.of(5), 2, 10);
    assertEquals(4, plan.tasks().size());
    for (int task = 0; task < 4; task++) {
      assertEquals(task == 1 ? plan.worker(1) : 1 - plan.worker(1), plan.worker(task));
    }
  }

  @Test
  void blocksThatAreTooFewAreNotCut() {
    SearchPlan plan = SearchPlan.of(List.of(8), List.of(10), List.of(5), 16, 10);
    assertEquals(1, plan.tasks().size());
  }

  @Test
  void tinyQueryBlocksShareATask() {
    List<SearchTask> tasks =
        SearchPlan.of(List.of(8), Collections.nCopies(10_000, 3), List.of(5), 4, 30_000).tasks();
    assertEquals(1, tasks.size());
    assertEquals(10_000, tasks.get(0).queryBlocks().size());
  }

  @Test
  void everyPairOfBlocksIsSearchedOnce() {
    List<Integer> queries = List.of(7, 100, 3, 3, 50);
    List<Integer> index = List.of(1, 1000, 2, 2, 2, 400);
    for (int workers : new int[] {1, 2, 3, 8, 100}) {
      Set<List<Integer>> seen = new HashSet<>();
      SearchPlan plan = SearchPlan.of(List.of(8, 3, 90), queries, index, workers, 60);
      for (SearchTask task : plan.tasks()) {
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
