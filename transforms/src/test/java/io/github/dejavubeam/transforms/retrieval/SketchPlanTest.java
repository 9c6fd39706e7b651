package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows are packed whole only for queries that are spared more work than that takes. */
class SketchPlanTest {

  private static final int QUERIES = 100;

  @Test
  void queriesThatBytesCostMoreAreComparedWhole() {
    double[] works = works();
    works[3] = 1 + SketchWork.ofPacking();
    works[7] = 2;
    SketchPlan plan = new SketchPlan(null, 0, new Known(works));

    SketchPlan.Groups groups = plan.groups(QUERIES);

    assertArrayEquals(new int[] {3, 7}, groups.whole());
    assertEquals(QUERIES - 2, groups.byAll().length);
    assertEquals(0, groups.byPrefix().length);
    assertEquals(
        Known.ROW + 0.5 * (QUERIES - 2) + 2 + SketchWork.ofPacking(),
        plan.work(every(), QUERIES),
        1e-9);
  }

  @Test
  void queriesThatBytesCostLittleMoreAreNot() {
    double[] works = works();
    works[3] = SketchWork.ofPacking() - 1;
    works[7] = 2;
    SketchPlan plan = new SketchPlan(null, 0, new Known(works));

    SketchPlan.Groups groups = plan.groups(QUERIES);

    assertEquals(0, groups.whole().length);
    assertArrayEquals(every(), groups.byAll());
    assertEquals(
        Known.ROW + 0.5 * (QUERIES - 2) + SketchWork.ofPacking() - 1 + 2,
        plan.work(every(), QUERIES),
        1e-9);
  }

  @Test
  void withoutSketchesAllAreComparedWhole() {
    SketchPlan plan = new SketchPlan(null, 0, null);
    assertArrayEquals(every(), plan.groups(QUERIES).whole());
    assertEquals(QUERIES, plan.work(every(), QUERIES));
  }

  @Test
  void fewQueriesAreNotWorthRoundingEveryRow() {
    int[] few = {0, 1, 2, 3};
    double whole = new SketchPlan(null, 0, null).work(few, few.length);
    assertTrue(whole < new SketchPlan(null, 0, new Known(works())).work(few, few.length));
  }

  @Test
  void someQueriesStandForAll() {
    double[] works = works();
    works[7] = 2;
    SketchPlan plan = new SketchPlan(null, 0, new Known(works));
    // Ten like the eighth are spared a work of ten, which is less than packing takes.
    int[] some = IntStream.range(0, 10).toArray();
    assertEquals(Known.ROW + 0.5 * 90 + 2 * 10, plan.work(some, QUERIES), 1e-9);
  }

  private static double[] works() {
    double[] works = new double[QUERIES];
    Arrays.fill(works, 0.5);
    return works;
  }

  private static int[] every() {
    return IntStream.range(0, QUERIES).toArray();
  }

  /** A trial whose outcome is given. */
  private record Known(double[] works) implements RoundedTrial {

    static final double ROW = 20;

    @Override
    public void tryFor(int[] some) {}

    @Override
    public double work(int query) {
      return works[query];
    }

    @Override
    public double workOfRow() {
      return ROW;
    }

    @Override
    public PackedRows.Packing<?> packing() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Pass pass(int[] some) {
      throw new UnsupportedOperationException();
    }
  }
}
