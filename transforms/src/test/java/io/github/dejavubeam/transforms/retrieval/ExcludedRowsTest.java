package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcludedRowsTest {

  private static final int BLOCKS = 7;
  private static final int ROWS = 100;

  @Test
  void thoseOfABlockAreThoseOfAllThatLieInIt() {
    Random random = new Random(1);
    List<Long> references = new ArrayList<>();
    for (int i = 0; i < 150; i++) {
      references.add(RowReference.of(random.nextInt(BLOCKS), random.nextInt(ROWS)));
    }
    ExcludedRows all = new ExcludedRows(references);
    for (int block = 0; block < BLOCKS; block++) {
      ExcludedRows ofBlock = ExcludedRows.ofBlock(block, references);
      for (int row = 0; row < ROWS; row++) {
        assertEquals(all.contains(block, row), ofBlock.contains(block, row));
        assertFalse(ofBlock.contains((block + 1) % BLOCKS, row));
      }
    }
  }
}
