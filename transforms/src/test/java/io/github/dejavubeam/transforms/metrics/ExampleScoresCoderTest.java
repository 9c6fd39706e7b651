package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import java.util.List;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class ExampleScoresCoderTest {

  private static final ExampleScore FIRST =
      ExampleScore.of("\uD83E\uDD8A/1", 70_000, Integer.MAX_VALUE, 65_000, 300, 0, Double.MIN_VALUE)
          .in(ScoredSet.LEAKED_CONTROL);
  private static final ExampleScore SECOND =
      ExampleScore.of("\uD83E\uDD8A/1", 70_000, 3, 2, 7, 5, 0.25).in(ScoredSet.LEAKED_CONTROL);

  private static byte[] encode(ExampleScore... scores) throws CoderException {
    return CoderUtils.encodeToByteArray(ExampleScoresCoder.of(), List.of(scores));
  }

  @Test
  void scoresAreReadAsTheyWereWritten() throws Exception {
    assertEquals(
        List.of(FIRST, SECOND),
        CoderUtils.decodeFromByteArray(ExampleScoresCoder.of(), encode(FIRST, SECOND)));
  }

  @Test
  void anotherUsualScoreTakesTwelveBytes() throws Exception {
    // Four numbers of one byte, a double.
    assertEquals(4 + 8, encode(SECOND, SECOND).length - encode(SECOND).length);
  }

  @Test
  void scoresOfSeveralExamplesOrOfNoneAreRefused() {
    ExampleScore other = ExampleScore.of("2", 70_000, 3, 2, 7, 5, 0.25).in(SECOND.set());
    for (ExampleScore different : List.of(other, SECOND.in(ScoredSet.TARGET))) {
      assertThrows(CoderException.class, () -> encode(SECOND, different));
    }
    assertThrows(CoderException.class, ExampleScoresCoderTest::encode);
  }
}
