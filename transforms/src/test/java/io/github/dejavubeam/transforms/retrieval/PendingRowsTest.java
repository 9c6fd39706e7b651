package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Rows of several blocks under one numbering. */
class PendingRowsTest {

  private static final int MOST_BYTES = 1 << 20;

  private final PendingRows pending = new PendingRows(MOST_BYTES);

  @Test
  void rowsAreNumberedThroughTheBlocks() {
    assertEquals(0, pending.add(block(7, 10, 11)));
    assertEquals(2, pending.add(block(3, 20)));
    assertEquals(3, pending.add(block(8, 30, 31, 32)));
    float[] row = new float[1];
    long[] references = new long[6];
    float[] values = new float[6];
    for (int i = 0; i < 6; i++) {
      pending.copyRow(i, row);
      values[i] = row[0];
      references[i] = pending.reference(i);
    }
    assertEquals("[10.0, 11.0, 20.0, 30.0, 31.0, 32.0]", Arrays.toString(values));
    assertEquals(RowReference.of(7, 1), references[1]);
    assertEquals(RowReference.of(3, 0), references[2]);
    assertEquals(RowReference.of(8, 2), references[5]);
  }

  @Test
  void numberingStartsAnewAfterAllWereLetGo() {
    pending.add(block(1, 10));
    pending.clear();
    assertEquals(0, pending.add(block(2, 20)));
    assertEquals(RowReference.of(2, 0), pending.reference(0));
  }

  @Test
  void blocksAreFew() {
    for (int i = 0; i < PendingRows.MOST_BLOCKS; i++) {
      assertTrue(pending.hasRoomFor(block(i, i)));
      pending.add(block(i, i));
    }
    assertFalse(pending.hasRoomFor(block(0, 0)));
  }

  @Test
  void aBlockOfAnySizeIsTakenAloneAndNoOtherBesideItBeyondTheBound() {
    IndexBlock half = zeros(MOST_BYTES / 2 / 4 / 1024, 1024);
    assertTrue(pending.hasRoomFor(zeros(Integer.MAX_VALUE, 1024)));
    pending.add(half);
    assertTrue(pending.hasRoomFor(half));
    pending.add(half);
    assertFalse(pending.hasRoomFor(zeros(1, 1024)));
    pending.clear();
    pending.add(zeros(Integer.MAX_VALUE, 1024));
    assertFalse(pending.hasRoomFor(half));
  }

  @Test
  void aSearchTakesItsShareOfWhatTheHeapLeaves() {
    long gib = 1L << 30;
    assertEquals(gib / 2, PendingRows.bytesOfASearch(16 * gib, 8 * gib, 8));
    assertEquals(2 * gib, PendingRows.bytesOfASearch(64 * gib, 8 * gib, 2));
    assertEquals(gib / 4, PendingRows.bytesOfASearch(8 * gib, 8 * gib, 8));
    assertEquals(gib / 4, PendingRows.bytesOfASearch(8 * gib, Long.MAX_VALUE, 8));
  }

  private static IndexBlock block(int ordinal, float... values) {
    float[][] rows = new float[values.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new float[] {values[i]};
    }
    return new IndexBlock(ordinal, new ArrayRows(rows, 1));
  }

  private static IndexBlock zeros(int rows, int dimension) {
    return new IndexBlock(
        0,
        new VectorRows() {
          @Override
          public int rows() {
            return rows;
          }

          @Override
          public int dimension() {
            return dimension;
          }

          @Override
          public void copyRow(int row, float[] target, int offset) {
            Arrays.fill(target, offset, offset + dimension, 0);
          }
        });
  }
}
