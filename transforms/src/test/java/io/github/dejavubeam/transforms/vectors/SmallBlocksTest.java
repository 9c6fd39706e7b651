package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallBlocksTest {

  private static final List<LookedUpRow> ROW = rows("one");

  /** Room for two blocks of one such row. */
  private final SmallBlocks blocks = new SmallBlocks(2 * ROW.get(0).bytes());

  private static List<LookedUpRow> rows(String label) {
    return List.of(new LookedUpRow(new byte[8], List.of(LabelledObject.of(label, 1)), null));
  }

  @Test
  void theLeastRecentlyUsedMakesRoom() {
    blocks.add(1, ROW);
    blocks.add(2, ROW);
    blocks.get(1);
    blocks.add(3, ROW);
    assertEquals(ROW, blocks.get(1));
    assertNull(blocks.get(2));
    assertEquals(ROW, blocks.get(3));
  }

  @Test
  void oneThatIsLargerThanAllRoomLeavesTheOthers() {
    blocks.add(1, ROW);
    blocks.add(2, rows("long ".repeat(1000)));
    assertEquals(ROW, blocks.get(1));
    assertNull(blocks.get(2));
  }

  @Test
  void whatIsAddedTwiceTakesItsRoomOnce() {
    blocks.add(1, ROW);
    blocks.add(1, ROW);
    blocks.add(2, ROW);
    assertEquals(ROW, blocks.get(1));
    assertEquals(ROW, blocks.get(2));
  }
}
