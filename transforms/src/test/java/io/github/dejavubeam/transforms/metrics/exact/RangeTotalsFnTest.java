package io.github.dejavubeam.transforms.metrics.exact;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class RangeTotalsFnTest {

  @Test
  void aCutNamesItsRangeAndTheTotalOfTheRangesBefore() {
    RecordTotal before = new RecordTotal(2);
    before.add(new double[] {0.5, -1});
    before.add(new double[] {0.25, 1});

    CombineFnTester.testCombineFn(
        new RangeTotalsFn(1, List.of(0.5, 1.0)),
        List.of(
            placed(7, 0.75, 0),
            placed(3, 0.5, -1),
            placed(7, 1, 0),
            placed(3, 0.25, 1),
            placed(7, 0.125, 0),
            placed(1000, 0, 0)),
        equalTo(
            List.of(
                new Cut(7, 3, before),
                new Cut(
                    1000,
                    6,
                    with(before, placed(7, 0.75, 0), placed(7, 1, 0), placed(7, 0.125, 0))))));
  }

  @Test
  void everyOrderHasItsOwnCuts() {
    CombineFnTester.testCombineFn(
        new RangeTotalsFn(2, List.of(0.5)),
        List.of(
            new PlacedRecord(new int[] {0, 9}, new double[] {1}),
            new PlacedRecord(new int[] {4, 2}, new double[] {0.5})),
        equalTo(List.of(new Cut(0, 1, new RecordTotal(1)), new Cut(2, 1, new RecordTotal(1)))));
  }

  @Test
  void aFractionIsDecimalAndTakesAtLeastOneRecord() {
    List<PlacedRecord> records = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      records.add(placed(0, 0, 0));
    }

    List<Cut> cuts = new RangeTotalsFn(1, List.of(0.001, 0.29, 0.999)).apply(records);

    assertEquals(List.of(1L, 29L, 99L), cuts.stream().map(Cut::records).toList());
  }

  @Test
  void nothingIsCutWhereThereIsNoRecord() {
    CombineFnTester.testCombineFn(
        new RangeTotalsFn(3, List.of(0.1)), List.of(), equalTo(List.of()));
  }

  @Test
  void totalsAreReadAsTheyWereWritten() throws Exception {
    RangeTotals.Coder coder = new RangeTotals.Coder();
    RangeTotals totals = new RangeTotals(2);
    totals.add(new PlacedRecord(new int[] {0, KeySample.SIZE}, new double[] {0.5}));
    totals.add(new PlacedRecord(new int[] {3, 3}, new double[] {-0.25}));
    byte[] bytes = CoderUtils.encodeToByteArray(coder, totals);

    RangeTotals decoded = CoderUtils.decodeFromByteArray(coder, bytes);

    assertEquals(totals.cuts(List.of(0.5, 1.0)), decoded.cuts(List.of(0.5, 1.0)));
    assertArrayEquals(bytes, CoderUtils.encodeToByteArray(coder, decoded));
  }

  private static PlacedRecord placed(int range, double... values) {
    return new PlacedRecord(new int[] {range}, values);
  }

  private static RecordTotal with(RecordTotal total, PlacedRecord... records) {
    RecordTotal sum = total.copy();
    for (PlacedRecord record : records) {
      sum.add(record.values());
    }
    return sum;
  }
}
