package io.github.dejavubeam.transforms.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgreementTest {

  private static final List<long[]> TRUTH = List.of(new long[] {5, 2}, new long[] {9, 1});

  @Test
  void theSameAnswersAreIdentical() {
    assertEquals(new Agreement(2, 1, true), Agreement.of(TRUTH, List.copyOf(TRUTH)));
  }

  @Test
  void anotherOrderIsNotIdentical() {
    assertEquals(
        new Agreement(2, 1, false),
        Agreement.of(TRUTH, List.of(new long[] {5, 2}, new long[] {1, 9})));
  }

  @Test
  void aMissingNeighbourCountsOnceHoweverOftenAnotherIsRepeated() {
    assertEquals(
        new Agreement(2, 0.75, false),
        Agreement.of(TRUTH, List.of(new long[] {5, 5}, new long[] {9, 1})));
  }
}
