package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ExampleScoreCoderTest {

  @Test
  void scoresAreReadAsTheyWereWritten() throws Exception {
    ExampleScoreCoder coder = ExampleScoreCoder.of();
    ExampleScore large =
        ExampleScore.of(
                "\uD83E\uDD8A/1",
                Integer.MAX_VALUE,
                70_000,
                65_000,
                300,
                0,
                Double.POSITIVE_INFINITY)
            .in(ScoredSet.CONTROL);

    assertEquals(
        large, CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, large)));
  }

  @Test
  void aUsualScoreTakesItsIdAndFifteenBytes() throws Exception {
    ExampleScore usual = ExampleScore.of("abc", 3, 10, 2, 10, 1, 0.75);

    // The length of the id, five numbers of one byte, a double, the set.
    assertEquals(
        3 + 1 + 5 + 8 + 1, CoderUtils.encodeToByteArray(ExampleScoreCoder.of(), usual).length);
  }
}
