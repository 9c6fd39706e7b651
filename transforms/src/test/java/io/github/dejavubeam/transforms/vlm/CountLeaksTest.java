package io.github.dejavubeam.transforms.vlm;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.junit.jupiter.api.Test;

class CountLeaksTest {

  private static final long PUBLIC = CountLeaks.IN_PUBLIC;

  @Test
  void countsTargetsAndRemembersThatThePublicSetHasTheHash() {
    check(PUBLIC + 3, 1, PUBLIC, 1, 1, PUBLIC);
  }

  @Test
  void aHashOfOneSideOnlyIsNoLeak() {
    check(2, 1, 1);
    check(PUBLIC, PUBLIC, PUBLIC, PUBLIC);
  }

  private static void check(long expected, long... occurrences) {
    List<Long> inputs = new ArrayList<>();
    for (long occurrence : occurrences) {
      inputs.add(occurrence);
    }
    CombineFnTester.testCombineFn(new CountLeaks.Occurrences(), inputs, expected);
  }
}
