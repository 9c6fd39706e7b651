package io.github.dejavubeam.transforms.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class ClassCandidatesFnTest {

  private static final PartSizes SIZES = new PartSizes(2, 1, 1);

  @Test
  void theSamePartsComeOfAnyGrouping() throws Exception {
    List<KV<String, Boolean>> examples = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      examples.add(KV.of("key " + i, i % 3 == 0));
    }
    ClassCandidatesFn fn = new ClassCandidatesFn(SIZES);
    ClassCandidates expected = fn.apply(examples);

    CombineFnTester.testCombineFn(fn, new ArrayList<>(examples), expected);
    assertEquals(expected, CoderUtils.clone(new ClassCandidates.Coder(), expected));
    assertTrue(expected.suffice());
    assertEquals(List.of(2, 2, 1, 1), expected.parts().stream().map(List::size).toList());
    assertEquals(6, expected.parts().stream().flatMap(List::stream).distinct().count());
    assertTrue(
        Stream.concat(expected.parts().get(0).stream(), expected.parts().get(1).stream())
            .allMatch(key -> Integer.parseInt(key.substring(4)) % 3 == 0));
  }

  @Test
  void tooFewBoxesDoNotSuffice() {
    ClassCandidates candidates = new ClassCandidates(SIZES);
    for (int i = 0; i < 10; i++) {
      candidates.add("key " + i, i < 3);
    }

    assertFalse(candidates.suffice());
    assertEquals(10, candidates.found());
  }
}
