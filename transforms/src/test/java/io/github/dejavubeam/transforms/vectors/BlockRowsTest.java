package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorType;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No block grows beyond 2 GiB, as it could not be mapped. */
class BlockRowsTest {

  private static BlockRows.Row row(int labels) {
    LabelledObject object = LabelledObject.of("x".repeat(1024), 1);
    List<LabelledObject> objects = Collections.nCopies(labels, object);
    return new BlockRows.Row("id", null, null, new byte[16], objects);
  }

  @Test
  void isFullAtTheRowsAskedFor() {
    BlockRows rows = new BlockRows();
    rows.add(row(0));
    assertFalse(rows.isFull(2));
    rows.add(row(0));
    assertTrue(rows.isFull(2));
  }

  @Test
  void captionsCountLikeLabels() {
    BlockRows rows = new BlockRows();
    BlockRows.Row row =
        new BlockRows.Row(
            "id", null, null, new byte[16], List.of(), null, List.of(), "x".repeat(1 << 20));
    while (!rows.isFull(Integer.MAX_VALUE)) {
      rows.add(row);
    }
    assertEquals(134, rows.size());
  }

  @Test
  void otherLabelsMayTakeAsMuchAgain() {
    BlockRows rows = new BlockRows();
    BlockRows.Row row = row(10_000);
    while (!rows.isOverfull()) {
      rows.add(row);
    }
    assertEquals(28, rows.size());
  }

  @Test
  void isFullOfLabelsThatCouldTake400MiB() {
    BlockRows rows = new BlockRows();
    BlockRows.Row row = row(10_000);
    while (!rows.isFull(Integer.MAX_VALUE)) {
      rows.add(row);
    }
    assertEquals(14, rows.size());
    rows.clear();
    assertFalse(rows.isFull(Integer.MAX_VALUE));
  }

  @Test
  void vectorsAndHashesTake1536MiBAtMost() {
    assertEquals(734_768, BlockRows.mostRows(512, VectorType.FLOAT32));
    assertEquals(1_378_949, BlockRows.mostRows(512, VectorType.FLOAT16));
    assertEquals(0, BlockRows.mostRows(Integer.MAX_VALUE, VectorType.FLOAT32));
  }
}
