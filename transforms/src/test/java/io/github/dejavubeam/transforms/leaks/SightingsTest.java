package io.github.dejavubeam.transforms.leaks;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class SightingsTest {

  private static final Sightings PUBLIC_B = Sightings.of(SeenSet.PUBLIC, "b");
  private static final Sightings PUBLIC_A = Sightings.of(SeenSet.PUBLIC, "a");
  private static final Sightings TARGET = Sightings.of(SeenSet.TARGET, "t");

  @Test
  void rememberTheSetsAndTheSmallestIdOfEach() {
    List<Sightings> seen = List.of(PUBLIC_B, TARGET, PUBLIC_A, PUBLIC_B);
    Sightings all = new Sightings.Merge().apply(seen);

    CombineFnTester.testCombineFn(new Sightings.Merge(), seen, equalTo(all));
    assertEquals("a", all.id(SeenSet.PUBLIC));
    assertEquals("t", all.id(SeenSet.TARGET));
    assertFalse(all.isIn(SeenSet.CONTROL));
    assertTrue(all.isShared());
  }

  @Test
  void whatOneSetHasTwiceIsNotShared() {
    assertFalse(new Sightings.Merge().apply(List.of(PUBLIC_B, PUBLIC_A)).isShared());
  }

  @Test
  void areReadAsTheyWereWritten() throws Exception {
    Sightings.SightingsCoder coder = new Sightings.SightingsCoder();

    assertEquals(
        TARGET, CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, TARGET)));
  }
}
