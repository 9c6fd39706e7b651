package io.github.dejavubeam.transforms.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.retrieval.SearchPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockCutTest {

  @Test
  void blocksAreEvenAndAsManyForEveryThread() {
    assertEquals(List.of(3, 3, 4, 3, 3, 4), BlockCut.of(20, 4, 3).sizes());
    assertEquals(List.of(1, 1), BlockCut.of(2, 100, 3).sizes());
    assertEquals(10_000_000_000L, BlockCut.of(10_000_000_000L, 65_536, 2).firstRow(152_588));
  }

  @Test
  void theSearchPlanDealsThemEvenly() {
    for (int threads = 1; threads <= 7; threads++) {
      for (int rows : new int[] {100, 1001, 2_000_003}) {
        BlockCut cut = BlockCut.of(rows, 65, threads);
        assertTrue(cut.largest() <= 65);
        assertEquals(rows, cut.sizes().stream().mapToInt(Integer::intValue).sum());
        assertEquals(
            threads,
            SearchPlan.of(List.of(1), List.of(1), cut.sizes(), threads, 1).tasks().size(),
            "rows " + rows);
      }
    }
  }

  @Test
  void rowsAreNumberedThroughAllBlocks() {
    BlockCut cut = new BlockCut(20, 6);
    assertEquals(6, cut.row(RowReference.of(2, 0)));
    assertEquals(19, cut.row(RowReference.of(5, 3)));
  }
}
