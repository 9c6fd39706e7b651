package io.github.dejavubeam.transforms.correlation.change;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;

class OutcomeChangeTest {

  private static final List<Double> FRACTIONS = List.of(0.2, 0.05);

  private final List<OutcomeChange> changes = changes();

  @Test
  void isTheSameForEverySharding() {
    CombineFnTester.testCombineFn(
        new OutcomeChange.Merge(FRACTIONS.size()), changes, equalTo(merged()));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    OutcomeChange.ChangeCoder coder = new OutcomeChange.ChangeCoder();

    assertEquals(
        merged(),
        CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, merged())));
  }

  private OutcomeChange merged() {
    OutcomeChange merged = new OutcomeChange(FRACTIONS.size());
    changes.forEach(merged::merge);
    return merged;
  }

  private static List<OutcomeChange> changes() {
    TwoStudies two =
        new TwoStudies(IntStream.range(0, 40), IntStream.range(20, 60), 0.5, new Random(9));
    Map<Integer, Iterable<ConfidentPick>> picks = new HashMap<>();
    for (int place = 0; place < 4; place++) {
      picks.put(place, two.picks(place, FRACTIONS));
    }
    OutcomePlaces.Pair first = new OutcomePlaces.Pair(0, 1);
    OutcomePlaces.Pair second = new OutcomePlaces.Pair(2, 3);
    List<ConfidentChange> confident = new ConfidentChanges(FRACTIONS, picks).of(first, second);
    Map<String, List<KV<Integer, RankedOutcome>>> examples = new TreeMap<>();
    for (KV<Integer, RankedOutcome> row : two.rows()) {
      examples.computeIfAbsent(row.getValue().id(), id -> new ArrayList<>()).add(row);
    }
    return examples.values().stream()
        .map(rows -> new ExampleOutcomes(TwoStudies.PLACES, rows))
        .map(example -> OutcomeChange.of(example, first, second, confident))
        .toList();
  }
}
